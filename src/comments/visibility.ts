import type { Context } from '../schema/context';
import type { CommentRecord } from './comment.record';

/**
 * Whether a viewer gets a comment's tombstone instead of its words and author: it is gone for everyone, or its author
 * blocks them. Asked by every field that would tell either, so that no path to a comment leads round it.
 */
export function isTombstone(
  comment: CommentRecord,
  { viewer, loaders, peopleShown }: Context,
): boolean | Promise<boolean> {
  if (!comment.isVisible) return true;
  peopleShown?.add(comment.authorId);
  if (viewer === null || viewer.profileId === comment.authorId) return false;
  return loaders.isBlockedBy.load(comment.authorId);
}

/** `value`, or what a tombstone shows instead. */
export function unlessTombstone<Value>(
  comment: CommentRecord,
  context: Context,
  shown: () => Value | Promise<Value>,
  instead: Value,
): Value | Promise<Value> {
  const hidden = isTombstone(comment, context);
  if (typeof hidden === 'boolean') return hidden ? instead : shown();
  return hidden.then((isHidden) => (isHidden ? instead : shown()));
}
