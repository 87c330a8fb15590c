import { statement, type Queryable } from '../database/statement';
import type { Notice } from '../notifications/notifying.queries';
import type { MergePair } from './merge-follows.queries';

const toEachOther = statement<Notice>(
  () => `SELECT "id", "recipientId", "activityId", "reason" FROM "notification" WHERE "isVisible"
    AND (("recipientId" = :intoId AND "actorId" = :fromId) OR ("recipientId" = :fromId AND "actorId" = :intoId))`,
);

/** Both were told of one act. A reply, and what else is about its recipient, goes before a mention; then the earlier. */
const ofOneAct = statement<Notice>(
  () => `SELECT "id", "recipientId", "activityId", "reason" FROM (
    SELECT n."id", n."recipientId", n."activityId", n."reason",
      ROW_NUMBER() OVER (PARTITION BY n."activityId"
        ORDER BY CASE WHEN n."reason" = 'MENTION' THEN 1 ELSE 0 END DESC, n."id" DESC) AS "place",
      COUNT(*) OVER (PARTITION BY n."activityId") AS "count"
    FROM "notification" AS n WHERE n."recipientId" IN (:fromId, :intoId) AND n."isVisible") AS both_of
    WHERE both_of."count" = 2 AND both_of."place" = 1`,
);

/** What is to be told no longer once the two are one: their own acts, and one act twice. As notices to the one that stays. */
export async function noticesToEnd(on: Queryable, pair: MergePair): Promise<Notice[]> {
  const own = await on.all(toEachOther, { ...pair });
  const twice = await on.all(ofOneAct, { ...pair });
  const byId = new Map([...own, ...twice].map((notice) => [notice.id, notice]));
  return [...byId.values()]
    .sort((a, b) => a.id - b.id)
    .map((notice) => ({ ...notice, recipientId: pair.intoId }));
}
