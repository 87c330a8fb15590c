import { statement, type Queryable } from '../database/statement';

/** What stood above a comment, blank. */
export const BLANK_SIGNATURE = `"keys" = '', "name" = '', "email" = '', "ip" = '', "url" = '', "dateText" = ''`;

const clear = statement<never>(
  (sql) =>
    `UPDATE "comment_source" SET ${BLANK_SIGNATURE} WHERE ${sql.isOneOf('"commentId"', 'commentIds')}`,
);

/** Forgets what stood above imported comments, but for their keys, by which importing them again finds that they were there. */
export async function clearCommentSources(
  on: Queryable,
  commentIds: readonly number[],
): Promise<void> {
  await on.all(clear, { commentIds });
}
