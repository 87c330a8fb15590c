import { first, statement, type Queryable } from '../../../database/statement';

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
  /** Those in reply to none, deleted ones too. */
  readonly topLevelCount: number;
  readonly visibleTopLevelCount: number;
}

const size = statement<ThreadSize>(
  (sql) => `SELECT "commentCount", "listedCommentCount", "favoriteCount",
      (SELECT count(*) FROM "comment" AS c WHERE c."postId" = :postId
        AND c."inReplyToId" IS NULL) AS "topLevelCount",
      (SELECT count(*) FROM "comment" AS c WHERE c."postId" = :postId
        AND c."inReplyToId" IS NULL AND c."isVisible") AS "visibleTopLevelCount"
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

/** What imports keep of a post as it was written: that of the post that stays goes before. */
const sourceTo = ['post_source', 'post_section'].flatMap((table) => [
  `DELETE FROM "${table}" WHERE "postId" = :fromPostId
    AND EXISTS (SELECT 1 FROM "${table}" AS k WHERE k."postId" = :toPostId)`,
  `UPDATE "${table}" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
]);

const toPost = [
  ...sourceTo,
  `UPDATE "post_address" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `UPDATE "favorite" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `UPDATE "comment" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
  `UPDATE "activity" SET "postId" = :toPostId WHERE "postId" = :fromPostId`,
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
    "lostReplyCount" = CASE WHEN "lostReplyCount" > :brought THEN "lostReplyCount" - :brought ELSE 0 END
    WHERE "id" = :id`,
);

/** Counts what came under a comment. Replies that were brought are no longer lost, even if they were deleted since. */
export async function gatherUnder(
  on: Queryable,
  id: number,
  gained: { visible: number; listed: number; brought: number; favorites: number },
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

/** The log follows: whoever catches up on a page must not miss what was said elsewhere before it moved there. */
const rerouted = (which: string) =>
  statement<never>(
    () => `UPDATE "feed_log" AS l SET "subjectProfileId" = a."subjectProfileId", "postId" = a."postId",
        "commentId" = a."commentId"
      FROM "activity" AS a WHERE a."id" = l."activityId" AND ${which}`,
  );
const rerouteOfPost = rerouted('l."postId" = :postId');
const rerouteOfComment = rerouted(
  `l."postId" = a."postId" AND a."commentId" = :commentId AND a."type" = 'COMMENT'`,
);

/** Routes the entries of a post that is gone as their activities are routed now. */
export async function rerouteLogOfPost(on: Queryable, postId: number): Promise<void> {
  await on.all(rerouteOfPost, { postId });
}

/** Routes the entries that tell of a comment as its activity is routed now. */
export async function rerouteLogOfComment(on: Queryable, commentId: number): Promise<void> {
  await on.all(rerouteOfComment, { commentId });
}
