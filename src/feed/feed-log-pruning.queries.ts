import type { LogPosition } from '../database/page';
import { statement, type Queryable } from '../database/statement';

/** An entry of the feed log, and when the node that wrote it says that it did, in milliseconds. */
export interface AgedEntry extends LogPosition {
  readonly recordedAt: number;
}

/** Any number that no other program of this database takes. */
const PRUNING_LOCK = 7_238_462;

const oldest = statement<AgedEntry>(
  () => `SELECT l."sequence", l."mark", l."recordedAt" FROM "feed_log" AS l
    WHERE l."sequence" > (SELECT "prunedSequence" FROM "feed_log_head")
    ORDER BY l."sequence" LIMIT :limit`,
);

/** The first entries that the log still has, in its order. */
export function oldestEntries(on: Queryable, limit: number): Promise<AgedEntry[]> {
  return on.all(oldest, { limit });
}

const tryLock = statement<{ isFree: boolean | number }>((sql) =>
  sql.name === 'postgres'
    ? `SELECT pg_try_advisory_xact_lock(${PRUNING_LOCK}) AS "isFree"`
    : 'SELECT 1 AS "isFree"',
);

/**
 * Whether no other node is pruning; then none can until the unit ends. The head's own row is no lock for this: writers
 * hold it all the time.
 */
export async function lockPruning(on: Queryable): Promise<boolean> {
  const [row] = await on.all(tryLock, {});
  return Boolean(row?.isFree);
}

const deleteUpTo = statement<never>(
  () => `DELETE FROM "feed_log" WHERE "sequence" <= :sequence
    AND "sequence" > (SELECT "prunedSequence" FROM "feed_log_head")`,
);
const movePruned = statement<never>(
  () => `UPDATE "feed_log_head" SET "prunedSequence" = :sequence, "prunedMark" = :mark
    WHERE "id" = 1`,
);

/** Deletes the log's entries up to one. The head's row comes last, as for every writer: it is locked until the commit. */
export async function pruneUpTo(on: Queryable, { sequence, mark }: LogPosition): Promise<void> {
  await on.all(deleteUpTo, { sequence });
  await on.all(movePruned, { sequence, mark });
}
