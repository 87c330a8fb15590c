import type { Unit } from '../database/unit-of-work';
import type { BodyFormat } from '../posts/post.entity';
import { addToPostCounts } from '../posts/post.queries';
import { addToProfileComments } from '../profiles/profile.queries';
import {
  addToReplyCounts,
  lockPlace,
  unlistComment,
  type ThreadPlace,
} from './comment-thread.queries';
import { CommentEntity } from './comment.entity';

/** A comment with its words rendered, ready to be placed. */
export interface PlacedComment {
  readonly postId: number;
  readonly authorId: number;
  readonly inReplyToId: number | null;
  readonly body: string;
  readonly bodyFormat: BodyFormat;
  readonly bodyHtml: string;
  readonly createdAt: number;
  readonly idempotencyKey: string | null;
  /** Replies that an import counted but does not bring. */
  readonly lostReplyCount?: number;
}

/** Inserts a visible comment and counts it wherever it counts. @returns its id */
export async function insertComment(unit: Unit, comment: PlacedComment): Promise<number> {
  const id = await unit.insert(CommentEntity, {
    lostReplyCount: 0,
    ...comment,
    status: 'PUBLISHED',
    isVisible: true,
    isListed: true,
    replyCount: 0,
    listedReplyCount: 0,
    favoriteCount: 0,
  });
  const { inReplyToId, postId, authorId } = comment;
  const isTopLevel = inReplyToId === null;
  if (!isTopLevel) await addToReplyCounts(unit, inReplyToId, { visible: 1, listed: 1 });
  await addToPostCounts(unit, postId, { visible: 1, listed: isTopLevel ? 1 : 0 });
  await addToProfileComments(unit, authorId, 1);
  return id;
}

/**
 * Counts a comment out of its thread, once it is no longer listed. A tombstone above it that stood for nothing else goes
 * with it, and so on up. Rows are locked from the leaf to the root, as everywhere.
 */
export async function leaveThread(unit: Unit, comment: ThreadPlace): Promise<void> {
  let { inReplyToId } = comment;
  while (inReplyToId !== null) {
    await addToReplyCounts(unit, inReplyToId, { visible: 0, listed: -1 });
    const parent = await lockPlace(unit, inReplyToId);
    if (!parent || parent.isVisible || parent.listedReplyCount > 0 || !parent.isListed) return;
    await unlistComment(unit, parent.id);
    ({ inReplyToId } = parent);
  }
  await addToPostCounts(unit, comment.postId, { visible: 0, listed: -1 });
}
