import { statement, type Queryable } from '../database/statement';

const clear = statement<never>(
  () => `UPDATE "comment_source" SET "keys" = '', "name" = '', "email" = '', "ip" = '', "url" = '', "dateText" = ''
    WHERE "commentId" = :commentId`,
);

/** Forgets what stood above an imported comment, but for its key, by which importing it again finds that it was there. */
export async function clearCommentSource(on: Queryable, commentId: number): Promise<void> {
  await on.all(clear, { commentId });
}
