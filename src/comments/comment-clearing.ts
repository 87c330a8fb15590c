import type { Unit } from '../database/unit-of-work';
import type { Recorder } from '../feed/recorder';
import { addToPostsCounts } from '../posts/post.queries';
import { addToProfilesComments } from '../profiles/profile.queries';
import {
  activityIdsOfComments,
  clearRows,
  dropFavoritesOf,
  takeFromReplyCounts,
  unlistComments,
} from './comment-clearing.queries';
import { clearCommentSources } from './comment-source.queries';
import { lockPlaces, type ThreadPlace } from './comment-thread.queries';

/**
 * Deletes comments, all together: a few statements for one or for hundreds. Their words, what stood above them, their
 * activities and their favorites go; those that replies stand below stay in their threads. What is deleted already is
 * passed over.
 */
export async function clearComments(
  unit: Unit,
  recorder: Recorder,
  ids: readonly number[],
  deletedAt: number,
): Promise<void> {
  const places = await lockPlaces(unit, ids);
  const comments = places.filter((place) => place.deletedAt === null);
  if (comments.length === 0) return;
  const cleared = comments.map(({ id }) => id);
  await clearRows(unit, cleared, deletedAt);
  await clearCommentSources(unit, cleared);
  await recorder.retracted(unit, await activityIdsOfComments(unit, cleared));
  await dropFavoritesOf(unit, cleared);
  const visible = comments.filter(({ isVisible }) => isVisible);
  // Rows are locked from the leaf to the root, then the posts, then the profiles, as everywhere.
  await takeFromReplyCounts(unit, countsOfParents(visible, 1, 0));
  const left = await leaveThreads(unit, comments);
  await addToPostsCounts(unit, countsOfPosts(visible, left));
  await addToProfilesComments(
    unit,
    occurrences(visible.map(({ authorId }) => authorId)).map(([id, count]) => ({
      id,
      commentCount: -count,
    })),
  );
}

/**
 * Counts comments out of their threads that are listed no longer, and the tombstones above them that stood for nothing
 * else, and so on up. @returns those that left, as places
 */
async function leaveThreads(
  unit: Unit,
  comments: readonly ThreadPlace[],
): Promise<readonly ThreadPlace[]> {
  const left: ThreadPlace[] = [];
  let leaving = comments.filter((place) => place.isListed && place.listedReplyCount === 0);
  while (leaving.length > 0) {
    left.push(...leaving);
    await takeFromReplyCounts(unit, countsOfParents(leaving, 0, 1));
    const parentIds = new Set(leaving.flatMap(({ inReplyToId }) => inReplyToId ?? []));
    const parents = await lockPlaces(unit, [...parentIds]);
    leaving = parents.filter(
      (place) => !place.isVisible && place.isListed && place.listedReplyCount === 0,
    );
    await unlistComments(
      unit,
      leaving.map(({ id }) => id),
    );
  }
  return left;
}

const countsOfParents = (places: readonly ThreadPlace[], visible: number, listed: number) =>
  occurrences(places.flatMap(({ inReplyToId }) => inReplyToId ?? [])).map(([id, count]) => ({
    id,
    replyCount: visible * count,
    listedReplyCount: listed * count,
  }));

function countsOfPosts(visible: readonly ThreadPlace[], left: readonly ThreadPlace[]) {
  const topLevel = left.filter(({ inReplyToId }) => inReplyToId === null);
  const listed = new Map(occurrences(topLevel.map(({ postId }) => postId)));
  const seen = new Map(occurrences(visible.map(({ postId }) => postId)));
  return [...new Set([...seen.keys(), ...listed.keys()])]
    .sort((a, b) => a - b)
    .map((id) => ({
      id,
      commentCount: -(seen.get(id) ?? 0),
      listedCommentCount: -(listed.get(id) ?? 0),
    }));
}

/** The different ids of a list in their order, each with how often it occurs. */
function occurrences(ids: readonly number[]): (readonly [id: number, count: number])[] {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}
