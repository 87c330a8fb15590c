import { first, statement, type Queryable } from '../../../database/statement';
import type { Write } from '../../../database/writes';
import type { BodyFormat } from '../../../posts/post.entity';

const describe = statement<never>(
  () => `UPDATE "post" SET "title" = coalesce("title", :title), "authorId" = coalesce("authorId", :authorId),
    "publishedAt" = coalesce("publishedAt", :publishedAt), "body" = coalesce("body", :body),
    "bodyFormat" = coalesce("bodyFormat", :bodyFormat) WHERE "id" = :id`,
);

/** Tells of a post what is not known of it yet. */
export function description(post: {
  readonly id: number;
  readonly title?: string | null;
  readonly authorId: number | null;
  readonly publishedAt?: number | null;
  readonly body: string | null;
  readonly bodyFormat: BodyFormat | null;
}): Write {
  const { id, title = null, authorId, publishedAt = null, body, bodyFormat } = post;
  const parameters = { id, title, authorId, publishedAt, body, bodyFormat };
  return { statement: describe, parameters };
}

const posting = statement<{ id: number }>(
  () => `SELECT "id" FROM "post" WHERE "id" = :postId AND ("authorId" <> :authorId OR EXISTS
    (SELECT 1 FROM "activity" AS a WHERE a."postId" = :postId AND a."type" = 'POST')) LIMIT 1`,
);

/** Whether something tells already that a post was published, or it is somebody else's. */
export async function isPublished(
  on: Queryable,
  postId: number,
  authorId: number,
): Promise<boolean> {
  return (await first(on, posting, { postId, authorId })) !== null;
}
