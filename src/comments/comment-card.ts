import type { Row } from '../database/columns';
import { joinSite, postColumns, readPost } from '../posts/post.record';
import { profileColumns, readProfile } from '../profiles/profile.record';
import { commentColumns, readComment, type CommentRecord } from './comment.record';

/** The select list of whole comment cards: comment, author, what it replies to and whom, post, site. */
export const CARD_COLUMNS = [
  commentColumns('comment'),
  profileColumns('author'),
  commentColumns('parent'),
  profileColumns('parentAuthor'),
  postColumns('post'),
].join(', ');

/** The joins of {@link CARD_COLUMNS} to a table that is named `comment`. */
export const CARD_JOINS = `
  LEFT JOIN "profile" AS author ON author."id" = comment."authorId"
  LEFT JOIN "comment" AS parent ON parent."id" = comment."inReplyToId"
  LEFT JOIN "profile" AS parentAuthor ON parentAuthor."id" = parent."authorId"
  LEFT JOIN "post" AS post ON post."id" = comment."postId" ${joinSite('post')}`;

/** Reads one whole card; null where an outer join found no comment. */
export function readCard(row: Row): CommentRecord | null {
  const comment = readComment(row, 'comment');
  const author = readProfile(row, 'author');
  const post = readPost(row, 'post');
  if (!comment || !author || !post) return null;
  return { ...comment, author, post, inReplyTo: readParent(row, post) };
}

function readParent(row: Row, post: NonNullable<CommentRecord['post']>): CommentRecord | null {
  const parent = readComment(row, 'parent');
  const author = readProfile(row, 'parentAuthor');
  return parent && author && { ...parent, author, post };
}
