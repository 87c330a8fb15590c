import type { Pool } from 'pg';
import { PostgresStatements } from './postgres-connection';
import { closeHandle, execute, openReadOnly, PreparedStatements } from './sqlite-connection';
import type { Queryable } from './statement';

/** Reads many statements from one state of the database, whatever is written meanwhile. Nobody waits for it. */
export type Snapshots = <T>(work: (on: Queryable) => Promise<T>) => Promise<T>;

/** Each snapshot has a handle of its own, so that its statements never stand between others. */
export function sqliteSnapshots(path: string, busyTimeoutMs: number): Snapshots {
  return async (work) => {
    const handle = await openReadOnly(path, busyTimeoutMs);
    const statements = new PreparedStatements(handle);
    try {
      await execute(handle, 'BEGIN');
      return await work(statements);
    } finally {
      await statements.finalize();
      await closeHandle(handle);
    }
  };
}

export function postgresSnapshots(pool: Pool): Snapshots {
  return async (work) => {
    const client = await pool.connect();
    let isSound = false;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const result = await work(new PostgresStatements(client));
      await client.query('COMMIT');
      isSound = true;
      return result;
    } finally {
      // What failed in the middle is not for others to go on with.
      client.release(!isSound);
    }
  };
}
