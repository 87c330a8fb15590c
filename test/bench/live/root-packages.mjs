import { createRequire } from 'node:module';

/** Loads the packages that our server uses, rather than those that other peers brought into this folder. */
export const requireFromRoot = createRequire(new URL('../../../package.json', import.meta.url));
