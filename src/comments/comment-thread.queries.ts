import { bulkInsert } from '../database/bulk-insert';
import { bulkUpdate } from '../database/bulk-update';
import type { CommentStatus, Words } from './comment.entity';
import { first, statement, type Queryable } from '../database/statement';

/** What the rules and counts of a thread need to know of a comment. */
export interface ThreadPlace extends Words {
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
  readonly inReplyToId: number | null;
  readonly status: CommentStatus;
  readonly isVisible: boolean;
  readonly isListed: boolean;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly listedReplyCount: number;
  /** How its post is to be called once it is published. */
  readonly postTitle: string | null;
}

/** SQLite gives booleans as 0 and 1. */
type PlaceRow = Omit<ThreadPlace, 'isVisible' | 'isListed'> & {
  isVisible: boolean | number;
  isListed: boolean | number;
};

const PLACE = `"id", "postId", "authorId", "inReplyToId", "status", "isVisible", "isListed", "editedAt",
    "deletedAt", "body", "bodyFormat", "listedReplyCount", "postTitle"`;

const lockComment = statement<PlaceRow>(
  (sql) => `SELECT ${PLACE} FROM "comment" WHERE "id" = :id ${sql.forUpdate}`,
);

const toPlace = (row: PlaceRow): ThreadPlace => ({
  ...row,
  isVisible: Boolean(row.isVisible),
  isListed: Boolean(row.isListed),
});

/** Reads a comment and keeps others from changing it until the unit ends. */
export async function lockPlace(on: Queryable, id: number): Promise<ThreadPlace | null> {
  const row = await first(on, lockComment, { id });
  return row && toPlace(row);
}

const lockComments = statement<PlaceRow>(
  (sql) =>
    `SELECT ${PLACE} FROM "comment" WHERE ${sql.isOneOf('"id"', 'ids')} ORDER BY "id" DESC ${sql.forUpdate}`,
);

/** Reads comments and keeps others from changing them until the unit ends; replies before what they reply to. */
export async function lockPlaces(on: Queryable, ids: readonly number[]): Promise<ThreadPlace[]> {
  const rows = await on.all(lockComments, { ids });
  return rows.map(toPlace);
}

const byKey = statement<{ id: number }>(
  () => `SELECT "id" FROM "comment" WHERE "authorId" = :authorId AND "idempotencyKey" = :key`,
);

/** The comment that an earlier try with the same key made. */
export async function commentIdByKey(
  on: Queryable,
  authorId: number,
  key: string,
): Promise<number | null> {
  const row = await first(on, byKey, { authorId, key });
  return row?.id ?? null;
}

const changeReplies = statement<never>(
  () => `UPDATE "comment" SET "replyCount" = "replyCount" + :visible,
    "listedReplyCount" = "listedReplyCount" + :listed WHERE "id" = :id`,
);

/** Adds to a comment's counts of direct replies, in the unit that changes them. */
export async function addToReplyCounts(
  on: Queryable,
  id: number,
  change: { visible: number; listed: number },
): Promise<void> {
  await on.all(changeReplies, { id, ...change });
}

const unlist = statement<never>(() => `UPDATE "comment" SET "isListed" = FALSE WHERE "id" = :id`);

/** Takes a comment out of its thread. */
export async function unlistComment(on: Queryable, id: number): Promise<void> {
  await on.all(unlist, { id });
}

const list = statement<never>(() => `UPDATE "comment" SET "isListed" = TRUE WHERE "id" = :id`);

/** Gives a comment its place in its thread back. */
export async function listComment(on: Queryable, id: number): Promise<void> {
  await on.all(list, { id });
}

/** Adds as many imported replies as are given to each of the comments; they are no longer lost. */
export const addImportedReplies = bulkUpdate('comment', ['id', 'replyCount'], {
  replyCount: `"comment"."replyCount" + given."replyCount"`,
  listedReplyCount: `"comment"."listedReplyCount" + given."replyCount"`,
  lostReplyCount: `CASE WHEN "comment"."lostReplyCount" > given."replyCount"
    THEN "comment"."lostReplyCount" - given."replyCount" ELSE 0 END`,
});

/** Inserts visible comments without replies, under ids that were reserved for them. */
export const insertCommentRows = bulkInsert(
  'comment',
  [
    ...(['id', 'postId', 'authorId', 'inReplyToId', 'body', 'bodyFormat', 'bodyHtml'] as const),
    ...(['createdAt', 'editedAt', 'lostReplyCount', 'idempotencyKey'] as const),
  ],
  {
    status: `'PUBLISHED'`,
    deletedAt: 'NULL',
    isVisible: 'TRUE',
    isListed: 'TRUE',
    replyCount: '0',
    listedReplyCount: '0',
    favoriteCount: '0',
  },
);

const changeFavorites = statement<never>(
  () => `UPDATE "comment" SET "favoriteCount" = "favoriteCount" + :change WHERE "id" = :id`,
);

export async function addToCommentFavorites(
  on: Queryable,
  id: number,
  change: number,
): Promise<void> {
  await on.all(changeFavorites, { id, change });
}
