import type { Database } from 'sqlite3';
import { closeHandle, execute, openReadOnly, PreparedStatements } from './sqlite-connection';
import type { Parameters, PositionalParameters, Queryable, Statement } from './statement';

/**
 * How much of the file may be mapped into memory, as far as it is that long: pages are then read where the system keeps
 * them, once for all handles, rather than copied to the cache of each.
 */
const MAPPED_BYTES = 2 ** 30;

interface Handle {
  readonly database: Database;
  readonly statements: PreparedStatements;
  running: number;
}

/** Several read-only handles beside the writer's: a read never waits for a commit, nor sees half of one. */
export class SqliteReads implements Queryable {
  private constructor(private readonly handles: readonly Handle[]) {}

  static async open(path: string, count: number, busyTimeoutMs: number): Promise<SqliteReads> {
    const handles = await Promise.all(
      Array.from({ length: count }, () => openHandle(path, busyTimeoutMs)),
    );
    return new SqliteReads(handles);
  }

  async all<Row>(
    query: Statement<Row>,
    parameters: Parameters | PositionalParameters,
  ): Promise<Row[]> {
    const handle = this.leastBusy();
    handle.running += 1;
    try {
      return await handle.statements.all(query, parameters);
    } finally {
      handle.running -= 1;
    }
  }

  async close(): Promise<void> {
    for (const handle of this.handles) {
      await handle.statements.finalize();
      await closeHandle(handle.database);
    }
  }

  private leastBusy(): Handle {
    return this.handles.reduce((least, handle) =>
      handle.running < least.running ? handle : least,
    );
  }
}

async function openHandle(path: string, busyTimeoutMs: number): Promise<Handle> {
  const database = await openReadOnly(path, busyTimeoutMs);
  await execute(database, `PRAGMA mmap_size = ${MAPPED_BYTES}`);
  return { database, statements: new PreparedStatements(database), running: 0 };
}
