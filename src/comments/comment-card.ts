import { SelectList, type Cells, type PackedRow } from '../database/columns';
import { joinSite, POST_COLUMNS, readPost, SITE_COLUMNS } from '../posts/post.record';
import { PROFILE_COLUMNS, readProfile } from '../profiles/profile.record';
import { COMMENT_COLUMNS, readComment, type CommentRecord } from './comment.record';

/** Whole comment cards: comment, author, what it replies to and whom, post, site. */
export const commentCard = new SelectList({
  comment: COMMENT_COLUMNS,
  author: PROFILE_COLUMNS,
  parent: COMMENT_COLUMNS,
  parentAuthor: PROFILE_COLUMNS,
  post: POST_COLUMNS,
  site: SITE_COLUMNS,
});

/** The joins of {@link commentCard} to a table that is named `comment`. */
export const CARD_JOINS = `
  LEFT JOIN "profile" AS author ON author."id" = comment."authorId"
  LEFT JOIN "comment" AS parent ON parent."id" = comment."inReplyToId"
  LEFT JOIN "profile" AS parentAuthor ON parentAuthor."id" = parent."authorId"
  LEFT JOIN "post" AS post ON post."id" = comment."postId" ${joinSite('post', 'site')}`;

/** Reads one whole card; null where an outer join found no comment. */
export function readCard(row: PackedRow): CommentRecord | null {
  const parts = commentCard.read(row);
  const author = readProfile(parts.author);
  const post = readPost(parts.post, parts.site);
  if (!author || !post) return null;
  const inReplyTo = readParent(parts.parent, parts.parentAuthor, post);
  return readComment(parts.comment, { author, post, inReplyTo });
}

function readParent(
  cells: Cells | null,
  authorCells: Cells | null,
  post: NonNullable<CommentRecord['post']>,
): CommentRecord | null {
  const author = readProfile(authorCells);
  return author && readComment(cells, { author, post });
}
