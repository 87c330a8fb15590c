import { statement, type Queryable } from '../database/statement';
import type { MergePair } from './merge-follows.queries';

const reported = statement<{ commentId: number }>(
  () => `SELECT "commentId" FROM "comment_report" WHERE "reporterId" IN (:fromId, :intoId)`,
);
const dropDoubled = statement<never>(
  () => `DELETE FROM "comment_report" WHERE "reporterId" = :fromId AND "commentId" IN
    (SELECT r."commentId" FROM "comment_report" AS r WHERE r."reporterId" = :intoId)`,
);
const move = statement<never>(
  () => `UPDATE "comment_report" SET "reporterId" = :intoId WHERE "reporterId" = :fromId`,
);
const dropOwn = statement<never>(
  () => `DELETE FROM "comment_report" WHERE "reporterId" = :intoId AND "commentId" IN
    (SELECT c."id" FROM "comment" AS c WHERE c."authorId" = :intoId)`,
);
const recount = statement<never>(
  (sql) => `UPDATE "comment" SET "reportCount" = (SELECT COUNT(*) FROM "comment_report" AS r
    WHERE r."commentId" = "comment"."id" AND NOT r."isSettled") WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** Gives one profile's reports to the other, whose comments are its own by now: nobody reports those, nor any twice. */
export async function moveReports(on: Queryable, pair: MergePair): Promise<void> {
  const rows = await on.all(reported, { ...pair });
  if (rows.length === 0) return;
  await on.all(dropDoubled, { ...pair });
  await on.all(move, { ...pair });
  await on.all(dropOwn, { intoId: pair.intoId });
  await on.all(recount, { ids: rows.map((row) => row.commentId) });
}
