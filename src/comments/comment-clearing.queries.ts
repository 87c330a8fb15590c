import { bulkUpdate } from '../database/bulk-update';
import { statement, type Queryable } from '../database/statement';

const clear = statement<never>(
  (
    sql,
  ) => `UPDATE "comment" SET "body" = '', "bodyHtml" = '', "postTitle" = NULL, "deletedAt" = :deletedAt, "isVisible" = FALSE,
    "isListed" = "isListed" AND "listedReplyCount" > 0, "favoriteCount" = 0
    WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** Takes the words of comments; those that replies stand below stay listed. */
export async function clearRows(
  on: Queryable,
  ids: readonly number[],
  deletedAt: number,
): Promise<void> {
  await on.all(clear, { ids, deletedAt });
}

const activities = statement<{ id: number }>(
  (sql) => `SELECT "id" FROM "activity" WHERE ${sql.isOneOf('"commentId"', 'ids')} AND "isVisible"`,
);

/** The visible activities that tell of comments: their own, and their favorites. */
export async function activityIdsOfComments(
  on: Queryable,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await on.all(activities, { ids });
  return rows.map((row) => row.id);
}

const favorites = statement<never>(
  (sql) => `DELETE FROM "favorite" WHERE ${sql.isOneOf('"commentId"', 'ids')}`,
);

export async function dropFavoritesOf(on: Queryable, ids: readonly number[]): Promise<void> {
  await on.all(favorites, { ids });
}

/** Takes what is given from each of the comments' counts of direct replies. */
export const takeFromReplyCounts = bulkUpdate('comment', ['id', 'replyCount', 'listedReplyCount'], {
  replyCount: `"comment"."replyCount" - given."replyCount"`,
  listedReplyCount: `"comment"."listedReplyCount" - given."listedReplyCount"`,
});

const unlist = statement<never>(
  (sql) => `UPDATE "comment" SET "isListed" = FALSE WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** Takes comments out of their threads. */
export async function unlistComments(on: Queryable, ids: readonly number[]): Promise<void> {
  await on.all(unlist, { ids });
}
