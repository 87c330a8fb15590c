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

const count = statement<never>(
  () => `UPDATE "comment" SET "reportCount" = "reportCount" + :more WHERE "id" = :commentId`,
);

/** Writes down a report, in a unit that has locked the comment. Another by the same person takes its place. */
export async function keepReport(unit: Unit, report: NewReport): Promise<void> {
  const { commentId, reporterId } = report;
  const earlier = await first(unit, known, { commentId, reporterId });
  const fresh = { ...report, isSettled: false };
  if (earlier) await unit.manager.update(ReportEntity, { commentId, reporterId }, fresh);
  else await unit.insert(ReportEntity, fresh);
  const more = earlier && !earlier.isSettled ? 0 : 1;
  await unit.all(count, { commentId, more });
}

/**
 * Accounts cost nothing, and so do words of theirs: whoever counts has proved an address, or has been there for a while and
 * has something to show for it. Moderators see whomever an author blocks.
 */
const weighty = statement<{ reporterId: number }>(
  () => `SELECT r."reporterId" FROM "comment_report" AS r
    JOIN "account" AS a ON a."profileId" = r."reporterId" JOIN "profile" AS p ON p."id" = r."reporterId"
    WHERE r."commentId" = :commentId AND NOT r."isSettled" AND (a."role" <> 'MEMBER'
      OR ((a."emailVerifiedAt" IS NOT NULL OR (a."createdAt" <= :since AND p."commentCount" > 0))
        AND NOT EXISTS (SELECT 1 FROM "block" AS b
          WHERE b."blockerId" = :authorId AND b."blockedId" = r."reporterId")))`,
);

/** Those who have reported a comment since it was last decided on, are no strangers, and are shown it. */
export async function weightyReporters(
  on: Queryable,
  of: { commentId: number; authorId: number; since: number },
): Promise<number[]> {
  const rows = await on.all(weighty, of);
  return rows.map(({ reporterId }) => reporterId);
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
