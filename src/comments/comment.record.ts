import type { Cells } from '../database/columns';
import type { BodyFormat } from '../posts/post.entity';
import type { PostRecord } from '../posts/post.record';
import type { ProfileRecord } from '../profiles/profile.record';
import type { CommentStatus } from './comment.entity';

/** A comment. What a statement joined to it comes along; the rest is loaded when it is asked for. */
export interface CommentRecord {
  readonly kind: 'Comment';
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
  readonly inReplyToId: number | null;
  readonly body: string;
  readonly bodyFormat: BodyFormat;
  readonly bodyHtml: string;
  readonly status: CommentStatus;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  /** Published and not deleted; otherwise it is shown as a tombstone. */
  readonly isVisible: boolean;
  /** Has a place in its thread. */
  readonly isListed: boolean;
  /** Visible direct replies. */
  readonly replyCount: number;
  /** Replies that an import counted but did not bring. */
  readonly lostReplyCount: number;
  /** Direct replies that have a place in the thread. */
  readonly listedReplyCount: number;
  readonly favoriteCount: number;
  /** How its post is to be called once it is published, where nobody names it before. */
  readonly postTitle: string | null;
  readonly author?: ProfileRecord | undefined;
  readonly inReplyTo?: CommentRecord | null | undefined;
  readonly post?: PostRecord | undefined;
}

/** What a statement joined to a comment. */
export type CommentCompany = Pick<CommentRecord, 'author' | 'inReplyTo' | 'post'>;

export const COMMENT_COLUMNS = [
  ...['id', 'postId', 'authorId', 'inReplyToId', 'body', 'bodyFormat', 'bodyHtml', 'status'],
  ...['createdAt', 'editedAt', 'deletedAt', 'isVisible', 'isListed'],
  ...['replyCount', 'lostReplyCount', 'listedReplyCount', 'favoriteCount', 'postTitle'],
];

/** {@link COMMENT_COLUMNS} as they come: SQLite has no booleans and gives 0 or 1. */
type CommentCells = readonly [
  ...[id: number, postId: number, authorId: number, inReplyToId: number | null],
  ...[body: string, bodyFormat: BodyFormat, bodyHtml: string, status: CommentStatus],
  ...[createdAt: number, editedAt: number | null, deletedAt: number | null],
  ...[isVisible: boolean | number, isListed: boolean | number],
  ...[replyCount: number, lostReplyCount: number, listedReplyCount: number, favoriteCount: number],
  postTitle: string | null,
];

/** Reads {@link COMMENT_COLUMNS}; null where an outer join found none. */
export function readComment(
  cells: Cells | null,
  { author, inReplyTo, post }: CommentCompany = {},
): CommentRecord | null {
  if (!cells) return null;
  const row = cells as CommentCells;
  return {
    kind: 'Comment',
    id: row[0],
    postId: row[1],
    authorId: row[2],
    inReplyToId: row[3],
    body: row[4],
    bodyFormat: row[5],
    bodyHtml: row[6],
    status: row[7],
    createdAt: row[8],
    editedAt: row[9],
    deletedAt: row[10],
    isVisible: Boolean(row[11]),
    isListed: Boolean(row[12]),
    replyCount: row[13],
    lostReplyCount: row[14],
    listedReplyCount: row[15],
    favoriteCount: row[16],
    postTitle: row[17],
    author,
    inReplyTo,
    post,
  };
}
