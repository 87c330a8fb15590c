import type { Unit } from '../database/unit-of-work';
import type { Recorder } from '../feed/recorder';
import { mentioned } from '../notifications/addressees';
import { addToPostCounts, nameUntitled } from '../posts/post.queries';
import { addToProfileComments } from '../profiles/profile.queries';
import { leaveThread, returnToThread } from './comment-placing';
import { addToReplyCounts, type ThreadPlace } from './comment-thread.queries';
import { CommentEntity, type CommentStatus } from './comment.entity';
import { mentionsIn } from './mention-reader';
import { peopleMentioned } from './mentioned';

/**
 * Takes a comment from everybody's sight, or changes one that is in nobody's: its activity and the favorites of it are
 * retracted, and it counts nowhere. While it has listed replies a tombstone stays in its place.
 * @param comment locked by the unit
 */
export async function hideComment(
  unit: Unit,
  recorder: Recorder,
  comment: ThreadPlace,
  status: Exclude<CommentStatus, 'PUBLISHED'>,
): Promise<void> {
  const { id, authorId, postId, inReplyToId } = comment;
  const isListed = comment.listedReplyCount > 0;
  await unit.manager.update(CommentEntity, { id }, { status, isVisible: false, isListed });
  await recorder.commentGone(unit, id);
  // Rows are locked from the leaf to the root, then the post, then the profile, as everywhere.
  if (comment.isVisible && inReplyToId !== null)
    await addToReplyCounts(unit, inReplyToId, { visible: -1, listed: 0 });
  if (comment.isListed && !isListed) await leaveThread(unit, comment);
  if (!comment.isVisible) return;
  await addToPostCounts(unit, postId, { visible: -1, listed: 0 });
  await addToProfileComments(unit, authorId, -1);
}

/**
 * Publishes a comment that is in nobody's sight: the reverse of {@link hideComment}.
 * @param comment locked by the unit, and not deleted
 * @param at when, if it is the first time
 */
export async function showComment(
  unit: Unit,
  recorder: Recorder,
  comment: ThreadPlace,
  at: number | null,
): Promise<void> {
  const { id, authorId, postId, inReplyToId, postTitle } = comment;
  const published = { status: 'PUBLISHED' as const, isVisible: true, postTitle: null };
  await unit.manager.update(CommentEntity, { id }, published);
  const people = await peopleMentioned(unit, mentionsIn(comment));
  await recorder.commentShown(unit, id, { addressees: mentioned(people), at });
  if (inReplyToId !== null) await addToReplyCounts(unit, inReplyToId, { visible: 1, listed: 0 });
  await returnToThread(unit, comment);
  if (postTitle !== null) await nameUntitled(unit, postId, postTitle);
  await addToPostCounts(unit, postId, { visible: 1, listed: 0 });
  await addToProfileComments(unit, authorId, 1);
}
