import { lockPlaces } from '../comments/comment-thread.queries';
import { statement, type Queryable } from '../database/statement';
import type { FavoriteRow } from '../favorites/favorite.queries';
import { countFolloweeOut, countFollowerOut } from '../follows/follow.queries';
import type { Notice } from '../notifications/notifying.queries';

const ids = (select: string) => statement<{ id: number }>(() => select);

// By the index of keys, in which all of them are null by now.
const comments = ids(
  `SELECT "id" FROM "comment" WHERE "authorId" = :profileId AND "deletedAt" IS NULL ORDER BY "id" DESC LIMIT :limit`,
);
const posts = ids(
  `SELECT "id" FROM "post" WHERE "authorId" = :profileId ORDER BY "id" LIMIT :limit`,
);

const idsBy = (query: typeof comments) => async (on: Queryable, profileId: number, limit: number) =>
  (await on.all(query, { profileId, limit })).map((row) => row.id);

/** Comments of a profile that are not deleted yet, the newest first. */
export const commentsLeft = idsBy(comments);

export const postsLeft = idsBy(posts);

const untitle = statement<never>(
  (sql) => `UPDATE "post" SET "title" = NULL WHERE "title" IS NOT NULL AND "authorId" IS NULL
    AND "id" IN (SELECT c."postId" FROM "comment" AS c WHERE ${sql.isOneOf('c."id"', 'commentIds')})
    AND NOT EXISTS (SELECT 1 FROM "comment" AS o WHERE o."postId" = "post"."id" AND o."authorId" <> :profileId)
    AND NOT EXISTS (SELECT 1 FROM "post_source" AS s WHERE s."postId" = "post"."id")`,
);

/** Drops the titles of posts that only the profile has written on: nobody else can have given them. */
export async function dropGivenTitles(
  on: Queryable,
  profileId: number,
  commentIds: readonly number[],
): Promise<void> {
  await on.all(untitle, { profileId, commentIds });
}

const favorites = statement<FavoriteRow>(
  () => `SELECT "id", "activityId", "postId", "commentId" FROM "favorite"
    WHERE "profileId" = :profileId LIMIT :limit`,
);

export function favoritesLeft(
  on: Queryable,
  profileId: number,
  limit: number,
): Promise<FavoriteRow[]> {
  return on.all(favorites, { profileId, limit });
}

const lockPosts = statement<never>(
  (sql) =>
    `SELECT "id" FROM "post" WHERE ${sql.isOneOf('"id"', 'ids')} ORDER BY "id" DESC ${sql.forUpdate}`,
);

/** Keeps others from changing what was favorited: it is locked before its favorites, as everywhere. */
export async function lockFavorited(on: Queryable, of: readonly FavoriteRow[]): Promise<void> {
  await lockPlaces(
    on,
    of.flatMap(({ commentId }) => commentId ?? []),
  );
  await on.all(lockPosts, { ids: of.flatMap(({ postId }) => postId ?? []) });
}

/** Which side of its follows somebody is on. */
export type FollowSide = 'followers' | 'following';

const sides = {
  followers: { own: 'followeeId', other: 'followerId', ownCount: 'followerCount' },
  following: { own: 'followerId', other: 'followeeId', ownCount: 'followingCount' },
} as const;
const follows = (side: FollowSide) => {
  const { own, other, ownCount } = sides[side];
  return {
    left: statement<{ id: number }>(
      () => `SELECT "${other}" AS "id" FROM "follow" WHERE "${own}" = :profileId LIMIT :limit`,
    ),
    end: statement<{ id: number; activityId: number }>(
      (
        sql,
      ) => `DELETE FROM "follow" WHERE "${own}" = :profileId AND ${sql.isOneOf(`"${other}"`, 'ids')}
        RETURNING "${other}" AS "id", "activityId"`,
    ),
    countOwn: statement<never>(
      () => `UPDATE "profile" SET "${ownCount}" = "${ownCount}" - :count WHERE "id" = :profileId`,
    ),
  };
};
const followStatements = { followers: follows('followers'), following: follows('following') };

/** Others with whom a profile has follows. */
export const followsLeft = async (
  on: Queryable,
  side: FollowSide,
  profileId: number,
  limit: number,
): Promise<number[]> =>
  (await on.all(followStatements[side].left, { profileId, limit })).map((row) => row.id);

/** Ends follows between a profile and others, all of whom are locked. @returns their activities */
export async function endFollows(
  on: Queryable,
  side: FollowSide,
  profileId: number,
  ids: readonly number[],
): Promise<number[]> {
  const { end, countOwn } = followStatements[side];
  const ended = await on.all(end, { profileId, ids });
  const others = ended.map(({ id }) => id);
  await (side === 'followers' ? countFolloweeOut(on, others) : countFollowerOut(on, others));
  await on.all(countOwn, { profileId, count: ended.length });
  return ended.map(({ activityId }) => activityId);
}

const notices = statement<Notice>(
  (sql) => `SELECT "id", "recipientId", "activityId", "reason" FROM "notification"
    WHERE "recipientId" = :profileId AND "isVisible" ORDER BY "id" LIMIT :limit ${sql.forUpdate}`,
);

/** What a profile is still told of. */
export function noticesLeft(on: Queryable, profileId: number, limit: number): Promise<Notice[]> {
  return on.all(notices, { profileId, limit });
}

const dropNotices = statement<never>(
  () => `DELETE FROM "notification" WHERE "recipientId" = :profileId AND "isVisible"
    AND "id" <= (SELECT "prunedSequence" FROM "feed_log_head")
    AND NOT EXISTS (SELECT 1 FROM "feed_log" AS l WHERE l."recipientId" = :profileId
      AND l."notificationId" = "notification"."id")`,
);

/** Deletes what a profile was told of that the log no longer tells of. */
export async function dropOldNotices(on: Queryable, profileId: number): Promise<void> {
  await on.all(dropNotices, { profileId });
}

// From their side: nothing finds the acts of somebody that were taken back.
const foreignIds = statement<{ foreignId: string }>(
  () => `SELECT f."foreignId" FROM "foreign_object" AS f JOIN "comment" AS c ON c."id" = f."localId"
      WHERE f."kind" IN ('COMMENT', 'WAITING') AND c."authorId" = :profileId
    UNION ALL SELECT f."foreignId" FROM "foreign_object" AS f JOIN "activity" AS a ON a."id" = f."localId"
      WHERE f."kind" = 'ACTIVITY' AND a."actorId" = :profileId
    UNION ALL SELECT f."foreignId" FROM "foreign_object" AS f JOIN "post" AS p ON p."id" = f."localId"
      WHERE f."kind" = 'POST' AND p."authorId" = :profileId LIMIT :limit`,
);

/** Names that a profile's things have elsewhere. */
export async function foreignNamesLeft(
  on: Queryable,
  profileId: number,
  limit: number,
): Promise<string[]> {
  return (await on.all(foreignIds, { profileId, limit })).map((row) => row.foreignId);
}

// Ids hold no control characters: what is noted beside one begins with it and a line feed.
const dropForeign = statement<never>((sql) => {
  const [rows, feed, tab] =
    sql.name === 'sqlite'
      ? ['json_each(:names) AS w', 'char(10)', 'char(11)']
      : ['unnest(:names::text[]) AS w(value)', 'chr(10)', 'chr(11)'];
  return `DELETE FROM "foreign_object" WHERE "foreignId" IN (SELECT w.value FROM ${rows}
    UNION ALL SELECT n."foreignId" FROM ${rows} CROSS JOIN "foreign_object" AS n
      WHERE n."foreignId" > w.value || ${feed} AND n."foreignId" < w.value || ${tab})`;
});

/** Forgets names that things have elsewhere, and what is noted beside them. */
export async function dropNames(on: Queryable, names: readonly string[]): Promise<void> {
  await on.all(dropForeign, { names });
}
