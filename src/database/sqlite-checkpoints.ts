import type { Database } from 'sqlite3';
import { statement } from './statement';
import { closeHandle, execute, openHandle, PreparedStatements } from './sqlite-connection';

/** So long the log may grow, in pages of 4 KB, before who writes waits until all of it is moved: then it begins anew. */
const MAX_LOG_PAGES = 16_000;
/** How long a writer is waited for before the file is written anew. */
const REWRITE_TIMEOUT_MS = 5_000;

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
const truncate = statement<Log>(() => 'PRAGMA wal_checkpoint(TRUNCATE)');

/**
 * Moves pages from SQLite's write-ahead log to their places beside a writer that goes on meanwhile, on a handle of its own.
 * SQLite itself would have the writer do it after a commit, and wait for the disk.
 */
export class SqliteCheckpoints {
  private readonly statements: PreparedStatements;
  private working: Promise<void> | null = null;
  private isLong = false;

  private constructor(
    private readonly handle: Database,
    private readonly pagesTogether: number,
  ) {
    this.statements = new PreparedStatements(handle);
  }

  /**
   * @param pagesTogether so many pages of 4 KB are moved together: the more, the more often a page has changed again
   *   meanwhile
   */
  static async open(path: string, pagesTogether: number): Promise<SqliteCheckpoints> {
    const handle = await openHandle(path);
    await execute(handle, 'PRAGMA synchronous = FULL');
    return new SqliteCheckpoints(handle, pagesTogether);
  }

  /** Is told after every commit. @returns when the writer may go on */
  async committed(): Promise<void> {
    // What cannot be moved now stays in the log, as where SQLite does it by itself.
    this.working ??= this.work()
      .catch(() => undefined)
      .finally(() => (this.working = null));
    if (this.isLong) await this.working;
  }

  /** Moves all that the log has, and empties its file. @returns whether nobody wrote, or read what was there before */
  async empty(): Promise<boolean> {
    while (this.working) await this.working;
    const emptying = this.statements
      .all(truncate, {})
      .catch(() => [])
      .finally(() => (this.working = null));
    this.working = emptying.then(() => undefined);
    const [log] = await emptying;
    return log?.busy === 0;
  }

  /** Writes the whole file anew. Writers wait for it as for each other. */
  async rewrite(): Promise<void> {
    while (this.working) await this.working;
    this.handle.configure('busyTimeout', REWRITE_TIMEOUT_MS);
    const rewriting = execute(this.handle, 'VACUUM').finally(() => {
      this.handle.configure('busyTimeout', 0);
      this.working = null;
    });
    this.working = rewriting.catch(() => undefined);
    await rewriting;
  }

  async close(): Promise<void> {
    await this.working;
    await this.statements.finalize();
    await closeHandle(this.handle);
  }

  private async work(): Promise<void> {
    const [log] = await this.statements.all(look, {});
    if (!log) return;
    this.isLong = log.log >= MAX_LOG_PAGES;
    if (log.log - log.checkpointed >= this.pagesTogether) await this.statements.all(move, {});
  }
}
