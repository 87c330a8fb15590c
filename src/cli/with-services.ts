import { existsSync } from 'node:fs';
import { systemClock } from '../clock';
import type { Config } from '../config';
import type { Database, DatabaseOptions } from '../database/database';
import { openDatabase } from '../database/open-database';
import { entities } from '../entities';
import { Recorder } from '../feed/recorder';
import type { ImportParts } from '../interchange/activitystreams/import-parts';
import { createServices } from '../services';
import { CommandFailure } from './command-failure';

type Services = ReturnType<typeof createServices>;

/** The database of the configuration, and the services over it. */
export interface OpenServices extends Omit<ImportParts, 'services'>, Pick<Database, 'snapshot'> {
  readonly services: Services;
}

/** The same for commands that only tell what is there: a new, empty database would have them say that all is well. */
export async function withExisting<T>(
  config: Config,
  work: (open: OpenServices) => Promise<T>,
): Promise<T> {
  const [, path] = /^sqlite:(.*)$/s.exec(config.databaseUrl) ?? [];
  if (path !== undefined && !existsSync(path))
    throw new CommandFailure(`There is no database ${path}: DATABASE_URL names it.`);
  return withServices(config, work);
}

/**
 * Opens a database for as long as `work` takes. A server may be running on it: it finds what is written
 * by looking at the feed log.
 */
export async function withServices<T>(
  config: Config,
  work: (open: OpenServices) => Promise<T>,
  options: Pick<DatabaseOptions, 'isRepeatable'> = {},
): Promise<T> {
  const database = await openDatabase({ url: config.databaseUrl, entities, ...options });
  try {
    const clock = systemClock;
    const recorder = new Recorder(clock, () => undefined);
    const services = createServices(config, database, recorder, clock);
    const { reads, units, snapshot } = database;
    return await work({ reads, units, snapshot, clock, recorder, services });
  } finally {
    await database.close();
  }
}
