import type { Context } from '../schema/context';
import type { CommentStatus } from './comment.entity';
import type { CommentRecord } from './comment.record';
import { isShownHeld } from './held-sight';

/**
 * Whether a viewer gets a comment's tombstone instead of its words and author: it is gone for everyone, it is held and not
 * theirs to see, or its author blocks them. Asked by every field that would tell either, so that no path to a comment
 * leads round it.
 */
export function isTombstone(
  comment: CommentRecord,
  { viewer, loaders, peopleShown, heldSight }: Context,
): boolean | Promise<boolean> {
  if (!comment.isVisible) return !isShownHeld(heldSight, comment);
  peopleShown?.add(comment.authorId);
  // Else whoever blocks a moderator could not be moderated by them.
  if (heldSight.kind === 'ALL') return false;
  if (viewer === null || viewer.profileId === comment.authorId) return false;
  return loaders.isBlockedBy.load(comment.authorId);
}

/**
 * Whether somebody is told how a comment stands, and how it was received, which of one that is gone is nobody's to know:
 * it is there for everyone, or it is shown to them though it is not.
 */
export const isToldOf = ({ heldSight }: Context, comment: CommentRecord): boolean =>
  comment.isVisible || isShownHeld(heldSight, comment);

/** How a comment stands, as a viewer is told: of what is gone, moderators and its author alone learn by whom. */
export function statusFor(comment: CommentRecord, context: Context): CommentStatus {
  const { heldSight: sight } = context;
  const isTold =
    sight.kind === 'ALL' || (sight.kind === 'OWN' && sight.viewerId === comment.authorId);
  return isTold || isToldOf(context, comment) ? comment.status : 'PUBLISHED';
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

/**
 * A comment as a viewer finds it by its id: one that is not published and has no place in its thread is there only for
 * those who are shown it, and for its author.
 */
export function foundBy(comment: CommentRecord | null, context: Context): CommentRecord | null {
  if (comment === null || comment.status === 'PUBLISHED' || comment.isListed) return comment;
  const isAuthor = context.viewer?.profileId === comment.authorId;
  return isAuthor || context.heldSight.kind === 'ALL' ? comment : null;
}
