import { rmSync } from 'node:fs';
import type { Config } from 'jest';
import { dropPostgres } from './database';
import { buildsFolder, templateName } from './run-wide';

/** Runs after the last test of each project. */
export default async function tearDown(
  _all: unknown,
  { globals }: Pick<Config, 'globals'>,
): Promise<void> {
  const builds = buildsFolder();
  if (builds !== null) rmSync(builds, { recursive: true, force: true });
  const [server, template] = [globals?.postgresUrl, templateName()];
  if (typeof server === 'string' && template !== null) await dropPostgres(server, template);
}
