import { createServices } from '../services';
import { systemClock } from '../clock';
import type { Config } from '../config';
import { openDatabase, type Database } from '../database/database';
import { entities } from '../entities';
import { Recorder } from '../feed/recorder';
import type { ImportParts } from '../interchange/activitystreams/import-parts';

type Services = ReturnType<typeof createServices>;

/** The database of the configuration, and the services over it. */
export interface OpenServices extends Omit<ImportParts, 'services'>, Pick<Database, 'snapshot'> {
  readonly services: Services;
}

/**
 * Opens a database for as long as `work` takes. A server may be running on it: it finds what is written
 * by looking at the feed log.
 */
export async function withServices<T>(
  config: Config,
  work: (open: OpenServices) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: config.databaseUrl, entities });
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
