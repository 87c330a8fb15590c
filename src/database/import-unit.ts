import { first, statement, type Queryable } from './statement';

const begin = statement<{ version: number | null }>((sql) =>
  sql.name === 'sqlite'
    ? 'SELECT data_version AS "version" FROM pragma_data_version'
    : `SELECT NULL AS "version", set_config('plan_cache_mode', 'force_custom_plan', TRUE)`,
);

/**
 * Begins a unit that writes much. Has Postgres plan each of its statements for the tables as they are: a plan kept from
 * when a table was small reads the whole of it, compares each row with each id, and slows down what makes the table grow.
 * @returns a number that changes whenever another connection commits to the database; null on Postgres, where writers do
 *   not wait for each other
 */
export async function beginImportUnit(on: Queryable): Promise<number | null> {
  const row = await first(on, begin, {});
  return row?.version ?? null;
}
