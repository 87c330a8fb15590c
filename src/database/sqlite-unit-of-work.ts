import type { Database } from 'sqlite3';
import type { QueryRunner } from 'typeorm';
import type { SqliteCheckpoints } from './sqlite-checkpoints';
import { PreparedStatements } from './sqlite-connection';
import { SqliteWriteLock } from './sqlite-write-lock';
import { UnitHooks, type Unit, type UnitOfWork } from './unit-of-work';

/** A commit takes in no more units than this, nor units that arrive later than this after it began. */
const MAX_UNITS = 64;
const MAX_GATHER_MS = 20;

interface Waiting {
  /** Runs the unit; what it gives or throws is kept until the commit. */
  attempt(unit: Unit): Promise<Outcome>;
  settle(outcome: Outcome): void;
}

type Outcome = { isDone: true; value: unknown } | { isDone: false; error: unknown };

/**
 * The one writer of a SQLite database. TypeORM shares one connection among all concurrent requests, where one
 * request's ROLLBACK undoes another's acknowledged rows; so units wait here in line. Those that wait together
 * share one transaction and its one sync to disk, each but the first in a savepoint of its own: SQLite copies every page
 * that a savepoint might give back. They are answered, refusals too, only after the commit: a refusal may rest on a row
 * that another unit of the same commit wrote.
 */
export class SqliteUnitOfWork implements UnitOfWork {
  private readonly queue: Waiting[] = [];
  private readonly statements: PreparedStatements;
  private readonly lock: SqliteWriteLock;
  private running: Promise<void> | null = null;

  constructor(
    private readonly runner: QueryRunner,
    connection: Database,
    private readonly checkpoints: SqliteCheckpoints,
    busyTimeoutMs: number,
  ) {
    this.statements = new PreparedStatements(connection);
    this.lock = new SqliteWriteLock(runner, connection, busyTimeoutMs);
  }

  run<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({
        attempt: async (unit) => {
          try {
            return { isDone: true, value: await work(unit) };
          } catch (error) {
            return { isDone: false, error };
          }
        },
        settle: (outcome) => {
          if (outcome.isDone) resolve(outcome.value as T);
          else reject(outcome.error);
        },
      });
      this.running ??= this.drain();
    });
  }

  /** Waits for the units in line, then lets go of the connection's statements. */
  async close(): Promise<void> {
    while (this.running) await this.running;
    await this.statements.finalize();
  }

  private async drain(): Promise<void> {
    // Units of requests that arrived in the same turn of the event loop join the first commit.
    await new Promise(setImmediate);
    while (this.queue.length > 0) await this.commitTogether();
    this.running = null;
  }

  private async commitTogether(): Promise<void> {
    const settled: { waiting: Waiting; outcome: Outcome; unit: UnitHooks }[] = [];
    try {
      await this.begin();
      const began = performance.now();
      while (settled.length < MAX_UNITS && performance.now() - began < MAX_GATHER_MS) {
        const waiting = this.queue.shift();
        if (!waiting) break;
        const unit = this.newUnit();
        settled.push({ waiting, unit, outcome: { isDone: false, error: null } });
        // What the first writes is all that there is to undo.
        const isFirst = settled.length === 1;
        const outcome = await (isFirst
          ? this.attempt(waiting, unit)
          : this.inSavepoint(waiting, unit));
        settled[settled.length - 1] = { waiting, unit, outcome };
        if (!isFirst || outcome.isDone) continue;
        await this.rollback();
        waiting.settle(outcome);
        return;
      }
      await this.commit();
    } catch (error) {
      await this.rollback();
      const [only, ...others] = settled;
      // No transaction could be opened: all that waited for it are told, or each would wait as long in turn.
      if (!only)
        for (const waiting of this.queue.splice(0)) waiting.settle({ isDone: false, error });
      else if (others.length === 0) only.waiting.settle({ isDone: false, error });
      else for (const { waiting } of settled) await this.commitAlone(waiting);
      return;
    }
    for (const { waiting, unit, outcome } of settled) {
      if (outcome.isDone) unit.committed();
      waiting.settle(outcome);
    }
    await this.checkpoints.committed();
  }

  /** After a shared commit failed: each unit again by itself, so that none fails for another's fault. */
  private async commitAlone(waiting: Waiting): Promise<void> {
    const unit = this.newUnit();
    let outcome: Outcome;
    try {
      await this.begin();
      outcome = await this.attempt(waiting, unit);
      if (outcome.isDone) await this.commit();
      else await this.rollback();
    } catch (error) {
      await this.rollback();
      outcome = { isDone: false, error };
    }
    if (outcome.isDone) unit.committed();
    waiting.settle(outcome);
  }

  /** Does what a unit does, and says whether it may stay. */
  private async attempt(waiting: Waiting, unit: UnitHooks): Promise<Outcome> {
    const outcome = await waiting.attempt(unit);
    return outcome.isDone ? this.finish(unit, outcome) : outcome;
  }

  private async inSavepoint(waiting: Waiting, unit: UnitHooks): Promise<Outcome> {
    await this.runner.query('SAVEPOINT unit');
    const outcome = await this.attempt(waiting, unit);
    if (!outcome.isDone) await this.runner.query('ROLLBACK TO unit');
    await this.runner.query('RELEASE unit');
    return outcome;
  }

  private async finish(unit: UnitHooks, outcome: Outcome): Promise<Outcome> {
    try {
      await unit.finish();
      return outcome;
    } catch (error) {
      return { isDone: false, error };
    }
  }

  private async begin(): Promise<void> {
    await this.lock.begin();
    this.tellTypeOrm(true);
  }

  private async commit(): Promise<void> {
    await this.runner.query('COMMIT');
    this.tellTypeOrm(false);
  }

  /**
   * Undoes what is open. A ROLLBACK that fails finds nothing to undo: SQLite has rolled back by itself, as it
   * does after a full disk or an I/O error. Were a transaction still open, the next BEGIN would say so.
   */
  private async rollback(): Promise<void> {
    if (!this.runner.isTransactionActive) return;
    this.tellTypeOrm(false);
    await this.runner.query('ROLLBACK').catch(() => undefined);
  }

  /** Else TypeORM opens a transaction of its own inside ours. */
  private tellTypeOrm(isTransactionActive: boolean): void {
    Object.assign(this.runner, { isTransactionActive });
  }

  private newUnit(): UnitHooks {
    return new UnitHooks(this.runner.manager, this.statements);
  }
}
