import { first, statement, type Queryable } from '../database/statement';

/** What can be favorited, by its kind and id. */
export interface SubjectKey {
  readonly kind: 'Comment' | 'Post';
  readonly id: number;
}

const ofComment = statement<{ activityId: number }>(
  () =>
    `SELECT "activityId" FROM "favorite" WHERE "profileId" = :profileId AND "commentId" = :subjectId`,
);
const ofPost = statement<{ activityId: number }>(
  () =>
    `SELECT "activityId" FROM "favorite" WHERE "profileId" = :profileId AND "postId" = :subjectId`,
);

/** The activity by which a profile favorited something; null when it has not. */
export async function favoriteActivityId(
  on: Queryable,
  profileId: number,
  subject: SubjectKey,
): Promise<number | null> {
  const query = subject.kind === 'Comment' ? ofComment : ofPost;
  const row = await first(on, query, { profileId, subjectId: subject.id });
  return row?.activityId ?? null;
}

const amongComments = statement<{ id: number }>(
  (sql) =>
    `SELECT "commentId" AS "id" FROM "favorite" WHERE "profileId" = :profileId AND ${sql.isOneOf('"commentId"', 'ids')}`,
);
const amongPosts = statement<{ id: number }>(
  (sql) =>
    `SELECT "postId" AS "id" FROM "favorite" WHERE "profileId" = :profileId AND ${sql.isOneOf('"postId"', 'ids')}`,
);

/** Those of the comments, or of the posts, that a profile favorited. */
export async function favoritedAmong(
  on: Queryable,
  profileId: number,
  kind: SubjectKey['kind'],
  ids: readonly number[],
): Promise<Set<number>> {
  const query = kind === 'Comment' ? amongComments : amongPosts;
  const rows = await on.all(query, { profileId, ids });
  return new Set(rows.map((row) => row.id));
}

/** A favorite, by what it marks. */
export interface FavoriteRow {
  readonly id: number;
  readonly activityId: number;
  readonly postId: number | null;
  readonly commentId: number | null;
}

const drop = statement<FavoriteRow>(
  (sql) => `DELETE FROM "favorite" WHERE ${sql.isOneOf('"id"', 'ids')}
    RETURNING "id", "activityId", "postId", "commentId"`,
);
const countDown = (table: 'comment' | 'post') =>
  statement<never>(
    (sql) =>
      `UPDATE "${table}" SET "favoriteCount" = "favoriteCount" - 1 WHERE ${sql.isOneOf('"id"', 'ids')}`,
  );
const countDownComments = countDown('comment');
const countDownPosts = countDown('post');

/** Ends favorites, of each thing one at most, and counts them out. @returns their activities */
export async function endFavorites(on: Queryable, ids: readonly number[]): Promise<number[]> {
  const ended = await on.all(drop, { ids });
  await on.all(countDownComments, { ids: ended.flatMap(({ commentId }) => commentId ?? []) });
  await on.all(countDownPosts, { ids: ended.flatMap(({ postId }) => postId ?? []) });
  return ended.map(({ activityId }) => activityId);
}
