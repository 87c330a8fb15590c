import { first, statement, type Queryable } from '../database/statement';

const name = statement<{ name: string }>(() => `SELECT "name" FROM "instance" WHERE "id" = 1`);

/** What this database, and whatever was copied of it, is told from others by. */
export async function instanceName(on: Queryable): Promise<string> {
  const row = await first(on, name, {});
  if (!row) throw new Error('The database has no name of its own: it was not migrated.');
  return row.name;
}
