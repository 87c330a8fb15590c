import { statement, type Queryable } from '../../../database/statement';
import type { BodyFormat } from '../../../posts/post.entity';
import type { TextSection } from '../export-event';

/** A post, with its head as it was written where an import brought it. */
export interface ExportedPost {
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
  readonly body: string | null;
  readonly bodyFormat: BodyFormat | null;
  readonly publishedAt: number | null;
  readonly authorName: string | null;
  readonly header: string | null;
}

const posts = statement<ExportedPost>(
  () => `SELECT p."id", p."url", p."title", p."body", p."bodyFormat", p."publishedAt",
      author."displayName" AS "authorName", s."header"
    FROM "post" AS p LEFT JOIN "post_source" AS s ON s."postId" = p."id"
      LEFT JOIN "profile" AS author ON author."id" = p."authorId"
    WHERE p."id" > :after AND (CAST(:siteId AS bigint) IS NULL OR p."siteId" = :siteId)
    ORDER BY p."id" LIMIT :limit`,
);

/** Posts in the order in which they came. @param siteId null for those of all sites */
export function exportedPosts(
  on: Queryable,
  page: { readonly siteId: number | null; readonly after: number; readonly limit: number },
): Promise<ExportedPost[]> {
  return on.all(posts, { ...page });
}

export interface ExportedSection {
  readonly position: number;
  readonly section: TextSection;
  readonly text: string;
}

const section = statement<ExportedSection>(
  () => `SELECT "position", "section", "text" FROM "post_section"
    WHERE "postId" = :postId AND "position" > :after ORDER BY "position" LIMIT 1`,
);

/** The first section of a post after a place. One at a time: they can be long. */
export async function nextSection(
  on: Queryable,
  postId: number,
  after: number,
): Promise<ExportedSection | null> {
  const [next] = await on.all(section, { postId, after });
  return next ?? null;
}

/** A visible comment, with what stood above it where an import brought it. */
export interface ExportedComment {
  readonly id: number;
  readonly body: string;
  readonly bodyFormat: BodyFormat;
  readonly bodyHtml: string;
  readonly createdAt: number;
  readonly username: string;
  readonly displayName: string;
  /** Null where people wrote it here. */
  readonly position: number | null;
  readonly keys: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly ip: string | null;
  readonly url: string | null;
  readonly dateText: string | null;
}

const comments = statement<ExportedComment>(
  () => `SELECT c."id", c."body", c."bodyFormat", c."bodyHtml", c."createdAt", p."username", p."displayName",
      s."position", s."keys", s."name", s."email", s."ip", s."url", s."dateText"
    FROM "comment" AS c JOIN "profile" AS p ON p."id" = c."authorId"
      LEFT JOIN "comment_source" AS s ON s."commentId" = c."id"
    WHERE c."postId" = :postId AND c."id" > :after AND c."isVisible" ORDER BY c."id" LIMIT :limit`,
);

/** The visible comments on a post, in the order in which they came. */
export function exportedComments(
  on: Queryable,
  page: { readonly postId: number; readonly after: number; readonly limit: number },
): Promise<ExportedComment[]> {
  return on.all(comments, { ...page });
}
