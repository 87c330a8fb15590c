import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'sqlite3';
import type { QueryRunner } from 'typeorm';
import { isPassingFault } from './passing-fault';

const LOOK_MS = 1;

/**
 * The one lock of a SQLite database for who writes. SQLite itself looks for it every 100 ms in the end, and would seldom
 * find it free beside an import, which lets go of it for a few milliseconds at a time.
 */
export class SqliteWriteLock {
  /** @param timeoutMs how long another process may hold it before that is an error */
  constructor(
    private readonly runner: QueryRunner,
    private readonly connection: Database,
    private readonly timeoutMs: number,
  ) {}

  /** Opens a transaction that has it from the start. */
  async begin(): Promise<void> {
    const end = performance.now() + this.timeoutMs;
    while (!(await this.isBegun(end))) await sleep(LOOK_MS);
  }

  private async isBegun(end: number): Promise<boolean> {
    this.connection.configure('busyTimeout', 0);
    try {
      // IMMEDIATE: a deferred BEGIN fails with SQLITE_BUSY, whatever the time-out, when another process commits
      // between its first read and its first write.
      await this.runner.query('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (!isPassingFault(error) || performance.now() > end) throw error;
      return false;
    } finally {
      this.connection.configure('busyTimeout', this.timeoutMs);
    }
  }
}
