import { first, statement, type Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { ReportEntity, type ReportReason } from './report.entity';

export interface NewReport {
  readonly commentId: number;
  readonly reporterId: number;
  readonly reason: ReportReason;
  readonly note: string | null;
  readonly reportedAt: number;
}

const known = statement<{ isSettled: boolean | number }>(
  () => `SELECT "isSettled" FROM "comment_report"
    WHERE "commentId" = :commentId AND "reporterId" = :reporterId`,
);

const count = statement<{ reportCount: number }>(
  () => `UPDATE "comment" SET "reportCount" = "reportCount" + :more WHERE "id" = :commentId
    RETURNING "reportCount"`,
);

/**
 * Writes down a report, in a unit that has locked the comment. Another by the same person takes its place.
 * @returns how many have reported the comment since a moderator last decided on it
 */
export async function keepReport(unit: Unit, report: NewReport): Promise<number> {
  const { commentId, reporterId } = report;
  const earlier = await first(unit, known, { commentId, reporterId });
  const fresh = { ...report, isSettled: false };
  if (earlier) await unit.manager.update(ReportEntity, { commentId, reporterId }, fresh);
  else await unit.manager.insert(ReportEntity, fresh);
  const more = earlier && !earlier.isSettled ? 0 : 1;
  return (await first(unit, count, { commentId, more }))?.reportCount ?? 0;
}

const settle = statement<{ commentId: number }>(
  () => `UPDATE "comment_report" SET "isSettled" = TRUE
    WHERE "commentId" = :commentId AND NOT "isSettled" RETURNING "commentId"`,
);
const clear = statement<never>(
  () => `UPDATE "comment" SET "reportCount" = 0 WHERE "id" = :commentId`,
);

/** Settles the reports of a comment, in a unit that has locked it. @returns whether there were any */
export async function settleReports(unit: Unit, commentId: number): Promise<boolean> {
  const settled = await unit.all(settle, { commentId });
  if (settled.length > 0) await unit.all(clear, { commentId });
  return settled.length > 0;
}

const counts = statement<{ id: number; reportCount: number }>(
  (sql) => `SELECT "id", "reportCount" FROM "comment" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** How many have reported each of those comments since it was last decided on. */
export function reportCounts(
  on: Queryable,
  ids: readonly number[],
): Promise<{ id: number; reportCount: number }[]> {
  return on.all(counts, { ids });
}
