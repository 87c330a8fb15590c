import type { Unit } from '../database/unit-of-work';
import { writeAll, type Write } from '../database/writes';
import type { BodyFormat } from '../posts/post.entity';
import { addToPostCounts, addToPostsCounts } from '../posts/post.queries';
import { addToProfileComments, addToProfilesComments } from '../profiles/profile.queries';
import {
  addImportedReplies,
  addToReplyCounts,
  insertCommentRows,
  listComment,
  lockPlace,
  unlistComment,
  type ThreadPlace,
} from './comment-thread.queries';
import { CommentEntity, type CommentStatus } from './comment.entity';

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
  /** Of one that is held: how its post is to be called once it is published. */
  readonly postTitle?: string | null;
}

/** Inserts a comment. One that is published counts wherever it counts; any other nowhere. @returns its id */
export async function insertComment(
  unit: Unit,
  comment: PlacedComment,
  status: CommentStatus = 'PUBLISHED',
): Promise<number> {
  const isVisible = status === 'PUBLISHED';
  const id = await unit.insert(CommentEntity, {
    lostReplyCount: 0,
    ...comment,
    status,
    isVisible,
    isListed: isVisible,
    replyCount: 0,
    listedReplyCount: 0,
    favoriteCount: 0,
  });
  if (!isVisible) return id;
  const { inReplyToId, postId, authorId } = comment;
  const isTopLevel = inReplyToId === null;
  if (!isTopLevel) await addToReplyCounts(unit, inReplyToId, { visible: 1, listed: 1 });
  await addToPostCounts(unit, postId, { visible: 1, listed: isTopLevel ? 1 : 0 });
  await addToProfileComments(unit, authorId, 1);
  return id;
}

/** A comment of the past, under an id that was reserved for it. */
export interface ImportedComment extends PlacedComment {
  readonly id: number;
  readonly editedAt: number | null;
  readonly lostReplyCount: number;
}

/**
 * Inserts visible comments of the past, and counts them wherever they count. Each reply takes the place of one that an
 * earlier import had counted without bringing it. Their parents must be listed.
 */
export async function insertComments(
  unit: Unit,
  comments: readonly ImportedComment[],
): Promise<void> {
  await insertCommentRows(unit, comments);
  await writeAll(unit, importedCommentCounts(comments));
}

/** Counts comments of the past, which are inserted, wherever they count. */
export function* importedCommentCounts(comments: readonly ImportedComment[]): Generator<Write> {
  const replies = comments.filter((comment) => comment.inReplyToId !== null);
  const topLevel = comments.filter((comment) => comment.inReplyToId === null);
  const listed = new Map(occurrences(topLevel.map((comment) => comment.postId)));
  // From the leaf to the root, as everywhere.
  yield* addImportedReplies.writes(
    occurrences(replies.map((reply) => reply.inReplyToId ?? 0)).map(([id, replyCount]) => ({
      id,
      replyCount,
    })),
  );
  yield* addToPostsCounts.writes(
    occurrences(comments.map((comment) => comment.postId)).map(([id, commentCount]) => ({
      id,
      commentCount,
      listedCommentCount: listed.get(id) ?? 0,
    })),
  );
  yield* addToProfilesComments.writes(
    occurrences(comments.map((comment) => comment.authorId)).map(([id, commentCount]) => ({
      id,
      commentCount,
    })),
  );
}

/** The different ids of a list in their order, each with how often it occurs. */
function occurrences(ids: readonly number[]): (readonly [id: number, count: number])[] {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

/**
 * Gives a tombstone that stands for nothing its place in the thread back, because a reply to it is about to come; and so
 * on up. The reverse of {@link leaveThread}.
 */
export async function returnToThread(unit: Unit, comment: ThreadPlace): Promise<void> {
  let place: ThreadPlace | null = comment;
  while (place && !place.isListed) {
    await listComment(unit, place.id);
    if (place.inReplyToId === null) {
      await addToPostCounts(unit, place.postId, { visible: 0, listed: 1 });
      return;
    }
    await addToReplyCounts(unit, place.inReplyToId, { visible: 0, listed: 1 });
    place = await lockPlace(unit, place.inReplyToId);
  }
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
