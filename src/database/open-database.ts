import type { Database, DatabaseOptions } from './database';
import { openPostgres } from './postgres-database';
import { openSqlite } from './sqlite-database';

/** The database could not be opened or migrated. */
export class DatabaseUnavailable extends Error {
  constructor(url: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The database ${withoutPassword(url)} cannot be opened: ${why}`, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

const withoutPassword = (url: string): string => url.replace(/(\/\/[^:@/]*):[^@]*@/, '$1:***@');

/**
 * Opens the database, brings its schema up to date, and gives the ways in.
 * @throws DatabaseUnavailable
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    return await (options.url.startsWith('sqlite:') ? openSqlite(options) : openPostgres(options));
  } catch (error) {
    throw new DatabaseUnavailable(options.url, error);
  }
}
