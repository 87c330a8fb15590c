import { statement, type Queryable } from '../database/statement';
import { countFolloweeOut, countFollowerOut } from '../follows/follow.queries';

/** One profile is to become a part of another. */
export interface MergePair {
  readonly fromId: number;
  readonly intoId: number;
}

/** A follow that ended, by its activity, and whose count of what it changes. */
export interface EndedFollow {
  readonly followerId: number;
  readonly followeeId: number;
  readonly activityId: number;
}

const between = statement<EndedFollow>(
  () => `DELETE FROM "follow" WHERE ("followerId" = :fromId AND "followeeId" = :intoId)
    OR ("followerId" = :intoId AND "followeeId" = :fromId)
    RETURNING "followerId", "followeeId", "activityId"`,
);

/** Ends the follows between the two. */
export function endFollowsBetween(on: Queryable, pair: MergePair): Promise<EndedFollow[]> {
  return on.all(between, { ...pair });
}

/** Followers of both, or whom both follow: `own` is the side of the two, `other` that of the third. */
const doubles = (own: string, other: string) => ({
  find: statement<EndedFollow>(
    () => `SELECT "followerId", "followeeId", "activityId" FROM (
      SELECT f."followerId", f."followeeId", f."activityId", ROW_NUMBER() OVER
        (PARTITION BY f."${other}" ORDER BY f."followedAt" DESC, f."activityId" DESC) AS "place",
        COUNT(*) OVER (PARTITION BY f."${other}") AS "count"
      FROM "follow" AS f WHERE f."${own}" IN (:fromId, :intoId)) AS both_of
      WHERE both_of."count" = 2 AND both_of."place" = 1`,
  ),
  // What follows either since then follows both since then: live feeds must not lose what came between.
  keep: statement<never>(
    () => `UPDATE "follow" SET
      "activityId" = CASE WHEN (f."followedAt", f."activityId") < ("follow"."followedAt", "follow"."activityId")
        THEN f."activityId" ELSE "follow"."activityId" END,
      "followedAt" = CASE WHEN f."followedAt" < "follow"."followedAt"
        THEN f."followedAt" ELSE "follow"."followedAt" END,
      "sinceSequence" = CASE WHEN f."sinceSequence" < "follow"."sinceSequence"
        THEN f."sinceSequence" ELSE "follow"."sinceSequence" END
      FROM "follow" AS f WHERE "follow"."${own}" = :intoId AND f."${own}" = :fromId
        AND f."${other}" = "follow"."${other}"`,
  ),
  drop: statement<never>(
    () => `DELETE FROM "follow" WHERE "${own}" = :fromId
      AND "${other}" IN (SELECT k."${other}" FROM "follow" AS k WHERE k."${own}" = :intoId)`,
  ),
  move: statement<never>(() => `UPDATE "follow" SET "${own}" = :intoId WHERE "${own}" = :fromId`),
});

const sides = [doubles('followeeId', 'followerId'), doubles('followerId', 'followeeId')];

/**
 * Gives one profile's follows, both ways, to the other. Of two that become one, the earlier stays. There must be none
 * between the two. @returns those that ended
 */
export async function moveFollows(on: Queryable, pair: MergePair): Promise<EndedFollow[]> {
  const ended: EndedFollow[] = [];
  for (const side of sides) {
    ended.push(...(await on.all(side.find, { ...pair })));
    await on.all(side.keep, { ...pair });
    await on.all(side.drop, { ...pair });
    await on.all(side.move, { ...pair });
  }
  return ended;
}

const BLOCKED = `SELECT "blockedId" FROM "block" WHERE "blockerId" = :intoId
  UNION SELECT "blockerId" FROM "block" WHERE "blockedId" = :intoId`;

const acrossBlocks = statement<EndedFollow>(
  () => `DELETE FROM "follow" WHERE ("followerId" = :intoId AND "followeeId" IN (${BLOCKED}))
    OR ("followeeId" = :intoId AND "followerId" IN (${BLOCKED}))
    RETURNING "followerId", "followeeId", "activityId"`,
);

/** Ends the follows between a profile and whom it blocks or who blocks it. */
export function endFollowsAcrossBlocks(on: Queryable, intoId: number): Promise<EndedFollow[]> {
  return on.all(acrossBlocks, { intoId });
}

/**
 * Counts follows that ended out, but for the two profiles, which are counted anew. Each third person is among the
 * followers once at most, and once among the followees.
 */
export async function countFollowsOut(
  on: Queryable,
  ended: readonly EndedFollow[],
  { fromId, intoId }: MergePair,
): Promise<void> {
  const others = (ids: number[]) => ids.filter((id) => id !== fromId && id !== intoId);
  await countFolloweeOut(on, others(ended.map((follow) => follow.followerId)));
  await countFollowerOut(on, others(ended.map((follow) => follow.followeeId)));
}

const neighbours = statement<{ id: number }>(
  () => `SELECT "followerId" AS "id" FROM "follow" WHERE "followeeId" = :fromId
    UNION SELECT "followeeId" FROM "follow" WHERE "followerId" = :fromId`,
);

/** Everybody who follows a profile or whom it follows. */
export async function neighboursOf(on: Queryable, fromId: number): Promise<number[]> {
  const rows = await on.all(neighbours, { fromId });
  return rows.map((row) => row.id);
}
