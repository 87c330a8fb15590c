import { columnsOf, RowPart, type Row } from '../database/columns';
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
  readonly author?: ProfileRecord;
  readonly inReplyTo?: CommentRecord | null;
  readonly post?: PostRecord;
}

const COLUMNS = [
  ...['id', 'postId', 'authorId', 'inReplyToId', 'body', 'bodyFormat', 'bodyHtml', 'status'],
  ...['createdAt', 'editedAt', 'deletedAt', 'isVisible', 'isListed'],
  ...['replyCount', 'lostReplyCount', 'listedReplyCount', 'favoriteCount'],
];

export const commentColumns = (alias: string): string => columnsOf(alias, COLUMNS);

/** Reads what {@link commentColumns} selected; null where an outer join found none. */
export function readComment(row: Row, alias: string): CommentRecord | null {
  const part = RowPart.of(row, alias);
  if (!part) return null;
  return {
    kind: 'Comment',
    id: part.number('id'),
    postId: part.number('postId'),
    authorId: part.number('authorId'),
    inReplyToId: part.numberOrNull('inReplyToId'),
    body: part.text('body'),
    bodyFormat: part.text('bodyFormat') as BodyFormat,
    bodyHtml: part.text('bodyHtml'),
    status: part.text('status') as CommentStatus,
    createdAt: part.number('createdAt'),
    editedAt: part.numberOrNull('editedAt'),
    deletedAt: part.numberOrNull('deletedAt'),
    isVisible: part.flag('isVisible'),
    isListed: part.flag('isListed'),
    replyCount: part.number('replyCount'),
    lostReplyCount: part.number('lostReplyCount'),
    listedReplyCount: part.number('listedReplyCount'),
    favoriteCount: part.number('favoriteCount'),
  };
}
