import { statement, type Queryable } from '../database/statement';
import type { MergePair } from './merge-follows.queries';

interface FavoriteRow {
  readonly id: number;
  readonly activityId: number;
  readonly postId: number | null;
  readonly commentId: number | null;
}

/** The later of two favorites of one thing. */
const doubled = statement<FavoriteRow>(
  () => `SELECT "id", "activityId", "postId", "commentId" FROM (
    SELECT f."id", f."activityId", f."postId", f."commentId",
      ROW_NUMBER() OVER (PARTITION BY f."postId", f."commentId"
        ORDER BY a."occurredAt" DESC, a."id" DESC) AS "place",
      COUNT(*) OVER (PARTITION BY f."postId", f."commentId") AS "count"
    FROM "favorite" AS f JOIN "activity" AS a ON a."id" = f."activityId"
    WHERE f."profileId" IN (:fromId, :intoId)) AS both_of
    WHERE both_of."count" = 2 AND both_of."place" = 1`,
);
const drop = statement<never>(
  (sql) => `DELETE FROM "favorite" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);
const move = statement<never>(
  () => `UPDATE "favorite" SET "profileId" = :intoId WHERE "profileId" = :fromId`,
);
const countDown = (table: 'comment' | 'post') =>
  statement<never>(
    (sql) =>
      `UPDATE "${table}" SET "favoriteCount" = "favoriteCount" - 1 WHERE ${sql.isOneOf('"id"', 'ids')}`,
  );
const ofComments = countDown('comment');
const ofPosts = countDown('post');

/**
 * Gives one profile's favorites to the other. Of two of one thing the earlier stays.
 * @returns the activities of those that ended
 */
export async function moveFavorites(on: Queryable, pair: MergePair): Promise<number[]> {
  const ended = await on.all(doubled, { ...pair });
  await on.all(drop, { ids: ended.map((favorite) => favorite.id) });
  await on.all(ofComments, { ids: ended.flatMap(({ commentId }) => commentId ?? []) });
  await on.all(ofPosts, { ids: ended.flatMap(({ postId }) => postId ?? []) });
  await on.all(move, { ...pair });
  return ended.map((favorite) => favorite.activityId);
}
