import { createHash, randomBytes } from 'node:crypto';

/** A token of 256 bits that nobody guesses, however often they try. */
export const drawToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
