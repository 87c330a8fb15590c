import { Database } from 'sqlite3';
import { statement } from './statement';
import { closeHandle, execute, PreparedStatements } from './sqlite-connection';

/**
 * So many pages of 4 KB are moved together: the more, the more often a page has changed again meanwhile. Another process
 * that writes moves what is left, and is answered after that: 16 MB take a few hundredths of a second.
 */
const PAGES_MOVED_TOGETHER = 4_000;
/** So long the log may grow before who writes waits until all of it is moved: then it begins anew. */
const MAX_LOG_PAGES = 16_000;

interface Log {
  /** Whether another moved pages, so that nothing was done. */
  readonly busy: number;
  /** How many pages the log has. */
  readonly log: number;
  /** How many of them are moved. */
  readonly checkpointed: number;
}

const look = statement<Log>(() => 'PRAGMA wal_checkpoint(NOOP)');
const move = statement<Log>(() => 'PRAGMA wal_checkpoint(PASSIVE)');

/**
 * Moves pages from SQLite's write-ahead log to their places beside a writer that goes on meanwhile, on a handle of its own.
 * SQLite itself would have the writer do it after a commit, and wait for the disk.
 */
export class SqliteCheckpoints {
  private readonly statements: PreparedStatements;
  private moving: Promise<void> | null = null;

  private constructor(private readonly handle: Database) {
    this.statements = new PreparedStatements(handle);
  }

  static async open(path: string): Promise<SqliteCheckpoints> {
    const handle = await new Promise<Database>((resolve, reject) => {
      const database = new Database(path, (error) => {
        if (error) reject(error);
        else resolve(database);
      });
    });
    await execute(handle, 'PRAGMA synchronous = FULL');
    return new SqliteCheckpoints(handle);
  }

  /** Is told after every commit. @returns when the writer may go on */
  async committed(): Promise<void> {
    if (this.moving) return;
    const [log] = await this.statements.all(look, {});
    if (!log || log.log - log.checkpointed < PAGES_MOVED_TOGETHER) return;
    const moving = this.move();
    this.moving = moving.finally(() => (this.moving = null));
    if (log.log >= MAX_LOG_PAGES) await moving;
  }

  async close(): Promise<void> {
    await this.moving;
    await this.statements.finalize();
    await closeHandle(this.handle);
  }

  private async move(): Promise<void> {
    // What cannot be moved now stays in the log, as where SQLite does it by itself.
    await this.statements.all(move, {}).catch(() => undefined);
  }
}
