import { statement, type Queryable } from '../database/statement';
import { endFavorites } from '../favorites/favorite.queries';
import type { MergePair } from './merge-follows.queries';

/** The later of two favorites of one thing. */
const doubled = statement<{ id: number }>(
  () => `SELECT "id" FROM (
    SELECT f."id", ROW_NUMBER() OVER (PARTITION BY f."postId", f."commentId"
        ORDER BY a."occurredAt" DESC, a."id" DESC) AS "place",
      COUNT(*) OVER (PARTITION BY f."postId", f."commentId") AS "count"
    FROM "favorite" AS f JOIN "activity" AS a ON a."id" = f."activityId"
    WHERE f."profileId" IN (:fromId, :intoId)) AS both_of
    WHERE both_of."count" = 2 AND both_of."place" = 1`,
);
const move = statement<never>(
  () => `UPDATE "favorite" SET "profileId" = :intoId WHERE "profileId" = :fromId`,
);
/**
 * Gives one profile's favorites to the other. Of two of one thing the earlier stays.
 * @returns the activities of those that ended
 */
export async function moveFavorites(on: Queryable, pair: MergePair): Promise<number[]> {
  const later = await on.all(doubled, { ...pair });
  const ended = await endFavorites(
    on,
    later.map(({ id }) => id),
  );
  await on.all(move, { ...pair });
  return ended;
}
