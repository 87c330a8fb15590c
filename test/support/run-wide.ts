import { join } from 'node:path';

/** What is made once for a whole run of the tests; `global-setup.ts` tells jest's workers where, by their environment. */
const BUILDS = 'REJOINDER_TEST_BUILDS';
const TEMPLATE = 'REJOINDER_TEST_TEMPLATE';

/** A folder for what is compiled of the program; null outside of jest. */
export const buildsFolder = (): string | null => process.env[BUILDS] ?? null;

/** The database on Postgres whose migrations have run; null where there is none. */
export const templateName = (): string | null => process.env[TEMPLATE] ?? null;

/** The SQLite file whose migrations have run, in the folder of builds. */
export const templateFile = (builds: string): string => join(builds, 'template.db');

export function setBuildsFolder(folder: string): void {
  process.env[BUILDS] = folder;
}

export function setTemplateName(name: string): void {
  process.env[TEMPLATE] = name;
}
