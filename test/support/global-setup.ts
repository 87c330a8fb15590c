import 'reflect-metadata';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from 'jest';
import { openDatabase } from '../../src/database/open-database';
import { entities } from '../../src/entities';
import { createPostgres } from './database';
import { buildsFolder, setBuildsFolder, setTemplateName, templateFile } from './run-wide';

const ROOT = join(__dirname, '../..');

/** Runs before the first test of each project that has any. */
export default async function setUp(
  _all: unknown,
  { globals }: Pick<Config, 'globals'>,
): Promise<void> {
  if (buildsFolder() === null) {
    const builds = newBuildsFolder();
    setBuildsFolder(builds);
    const database = await openDatabase({ url: `sqlite:${templateFile(builds)}`, entities });
    await database.close();
  }
  const server = globals?.postgresUrl;
  if (typeof server === 'string') setTemplateName(await makeTemplate(server));
}

/** Below node_modules, so that the program finds its packages. */
function newBuildsFolder(): string {
  const parent = join(ROOT, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'rejoinder-builds-'));
}

async function makeTemplate(server: string): Promise<string> {
  const { url } = await createPostgres(server);
  const database = await openDatabase({ url, entities });
  // What migrating leaves in the catalogues would be copied with each database.
  await database.source.query('VACUUM FULL');
  await database.close();
  return new URL(url).pathname.slice(1);
}
