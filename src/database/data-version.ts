import { first, statement, type Queryable } from './statement';

const version = statement<{ version: number | null }>((sql) =>
  sql.name === 'sqlite'
    ? 'SELECT data_version AS "version" FROM pragma_data_version'
    : 'SELECT NULL AS "version"',
);

/**
 * A number that changes whenever another connection commits to the database; to be asked on one connection, time and
 * again. Null on Postgres, where writers do not wait for each other.
 */
export async function dataVersion(on: Queryable): Promise<number | null> {
  const row = await first(on, version, {});
  return row?.version ?? null;
}
