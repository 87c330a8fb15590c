import type { Viewer } from '../accounts/viewer';
import type { CommentRecord } from './comment.record';

/** Whose held comments somebody is shown: nobody's, their own, or everybody's. */
export type HeldSight =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'OWN'; readonly viewerId: number }
  | { readonly kind: 'ALL' };

/** For answers that are no one viewer's, and for live messages: they never show what is held. */
export const NOTHING_HELD: HeldSight = { kind: 'NONE' };

export function heldSightOf(viewer: Viewer | null): HeldSight {
  if (viewer === null) return NOTHING_HELD;
  return viewer.role === 'MEMBER' ? { kind: 'OWN', viewerId: viewer.profileId } : { kind: 'ALL' };
}

/**
 * Whether somebody is shown a comment that is not there for everyone. What a moderator removed is shown to moderators
 * alone; of what was deleted nothing is left to show.
 */
export function isShownHeld(sight: HeldSight, comment: CommentRecord): boolean {
  if (comment.deletedAt !== null || sight.kind === 'NONE') return false;
  if (sight.kind === 'ALL') return true;
  return comment.authorId === sight.viewerId && comment.status !== 'REMOVED';
}

/** What is held and has no place in its thread for everyone, for a table of that name: as the indexes of it say. */
export const isHeld = (comment: string): string =>
  `${comment}."status" IN ('PENDING', 'SPAM') AND ${comment}."deletedAt" IS NULL AND NOT ${comment}."isListed"`;
