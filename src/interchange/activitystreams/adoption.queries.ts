import { first, statement, type Queryable } from '../../database/statement';

/** Which post's thread goes where: under a comment, or to the top of another post. */
export interface ThreadMove {
  readonly fromPostId: number;
  readonly toPostId: number;
  readonly parentId: number | null;
  readonly parentAuthorId: number | null;
}

interface ThreadSize {
  readonly commentCount: number;
  readonly listedCommentCount: number;
  readonly favoriteCount: number;
  readonly topLevelCount: number;
}

const size = statement<ThreadSize>(
  (sql) => `SELECT "commentCount", "listedCommentCount", "favoriteCount",
      (SELECT count(*) FROM "comment" AS c WHERE c."postId" = :postId
        AND c."inReplyToId" IS NULL AND c."isVisible") AS "topLevelCount"
    FROM "post" WHERE "id" = :postId ${sql.forUpdate}`,
);

/** How much hangs on a post; locks it. */
export async function lockThreadSize(on: Queryable, postId: number): Promise<ThreadSize> {
  const row = await first(on, size, { postId });
  if (!row) throw new Error(`There is no post ${postId}, though a foreign name stands for it.`);
  return row;
}

const TOP_LEVEL = `"postId" = :fromPostId AND "inReplyToId" IS NULL`;

/** In this order: each finds its rows by what the later ones change. */
const underParent = [
  `UPDATE "activity" SET "subjectProfileId" = :parentAuthorId WHERE "postId" = :fromPostId AND "type" = 'COMMENT'
    AND "commentId" IN (SELECT "id" FROM "comment" WHERE ${TOP_LEVEL})`,
  `UPDATE "activity" SET "subjectProfileId" = :parentAuthorId, "commentId" = :parentId
    WHERE "postId" = :fromPostId AND "type" = 'FAVORITE' AND "commentId" IS NULL`,
  `UPDATE "comment" SET "inReplyToId" = :parentId WHERE ${TOP_LEVEL}`,
  `UPDATE "favorite" SET "postId" = NULL, "commentId" = :parentId WHERE "postId" = :fromPostId`,
].map((text) => statement<never>(() => text));

const toPost = [
  `UPDATE "favorite" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `UPDATE "comment" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `UPDATE "activity" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  // Else whoever catches up on the page would miss what was said there before it moved.
  `UPDATE "feed_log" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `DELETE FROM "post" WHERE "id" = :fromPostId`,
].map((text) => statement<never>(() => text));

/** Moves all that hangs on a post, and deletes the post. Counts are not touched. */
export async function moveThreadRows(on: Queryable, move: ThreadMove): Promise<void> {
  if (move.parentId !== null) for (const step of underParent) await on.all(step, { ...move });
  for (const step of toPost) await on.all(step, { ...move });
}

const gather = statement<never>(
  () => `UPDATE "comment" SET "replyCount" = "replyCount" + :visible,
    "listedReplyCount" = "listedReplyCount" + :listed, "favoriteCount" = "favoriteCount" + :favorites,
    "lostReplyCount" = CASE WHEN "lostReplyCount" > :visible THEN "lostReplyCount" - :visible ELSE 0 END
    WHERE "id" = :id`,
);

/** Counts what came under a comment. Replies that are there are no longer lost. */
export async function gatherUnder(
  on: Queryable,
  id: number,
  gained: { visible: number; listed: number; favorites: number },
): Promise<void> {
  await on.all(gather, { id, ...gained });
}

const replyTo = statement<never>(
  () => `UPDATE "comment" SET "inReplyToId" = :parentId WHERE "id" = :id`,
);
const tellWhom = statement<never>(
  () =>
    `UPDATE "activity" SET "subjectProfileId" = :parentAuthorId WHERE "commentId" = :id AND "type" = 'COMMENT'`,
);

/** Makes one comment a reply. Counts are not touched. */
export async function becomeReply(
  on: Queryable,
  id: number,
  parent: { parentId: number; parentAuthorId: number },
): Promise<void> {
  await on.all(replyTo, { id, parentId: parent.parentId });
  await on.all(tellWhom, { id, parentAuthorId: parent.parentAuthorId });
}

const sharedFavorites = statement<{ activityId: number }>(
  () => `SELECT f."activityId" FROM "favorite" AS f WHERE f."postId" = :fromPostId AND EXISTS
    (SELECT 1 FROM "favorite" AS k WHERE k."postId" = :toPostId AND k."profileId" = f."profileId")`,
);

/** The favorites of one post by people who have favorited the other too. */
export async function favoritesOfBoth(
  on: Queryable,
  fromPostId: number,
  toPostId: number,
): Promise<number[]> {
  const rows = await on.all(sharedFavorites, { fromPostId, toPostId });
  return rows.map((row) => row.activityId);
}
