import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { PostgresStatements } from './postgres-connection';
import { UnitHooks, type Unit, type UnitOfWork } from './unit-of-work';

/**
 * serialization_failure, deadlock_detected: the database asks for the transaction to be run again. unique_violation:
 * another was faster with the same name, address or key; run again, the unit's own checks see it and say so.
 * foreign_key_violation: a profile was merged into another after the unit read its id; run again, it finds the other.
 */
const RUN_AGAIN = new Set(['40001', '40P01', '23505', '23503']);
const MAX_ATTEMPTS = 5;

/** Each unit is a transaction of its own, on a connection of its own. */
export class PostgresUnitOfWork implements UnitOfWork {
  private readonly running = new Set<Promise<unknown>>();

  constructor(private readonly source: DataSource) {}

  run<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const running = this.withRetries(work);
    this.running.add(running);
    const forget = () => this.running.delete(running);
    running.then(forget, forget);
    return running;
  }

  /** Waits for the units under way. */
  async close(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async withRetries<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !RUN_AGAIN.has(sqlState(error))) throw error;
      }
    }
  }

  private async attempt<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const unit = new UnitHooks(runner.manager, new PostgresStatements(client));
      const value = await work(unit);
      await unit.finish();
      await runner.commitTransaction();
      unit.committed();
      return value;
    } catch (error) {
      // A connection that broke cannot be rolled back: the server has done so.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? sqlState(error.driverError) : '';
}
