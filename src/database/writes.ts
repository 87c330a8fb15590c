import type { Parameters, Queryable, Statement } from './statement';

/** A statement that gives nothing back, ready to be run. */
export interface Write {
  readonly statement: Statement<never>;
  readonly parameters: Parameters;
}

/**
 * Runs writes one after the other, in their order. Each is asked for while the one before it is run, so that the thousands
 * of rows of the next become text meanwhile.
 */
export async function writeAll(on: Queryable, writes: Iterable<Write>): Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  try {
    for (const { statement, parameters } of writes) {
      await running;
      running = on.all(statement, parameters);
      // It is waited for below, once the next is ready.
      running.catch(() => undefined);
    }
  } finally {
    // Nothing may run on after the unit was told that it failed.
    await running;
  }
}

/** A statement that writes many rows. */
export interface BulkWrite<Row> {
  (on: Queryable, rows: readonly Row[]): Promise<void>;
  /** What it runs, for {@link writeAll}. */
  writes(rows: readonly Row[]): Iterable<Write>;
}

export function bulkWrite<Row>(writes: (rows: readonly Row[]) => Iterable<Write>): BulkWrite<Row> {
  return Object.assign((on: Queryable, rows: readonly Row[]) => writeAll(on, writes(rows)), {
    writes,
  });
}
