import { lockPlace, type ThreadPlace } from '../../../comments/comment-thread.queries';
import { FavoriteEntity } from '../../../favorites/favorite.entity';
import type { Recorder } from '../../../feed/recorder';
import { addToPostCounts, addToPostFavorites } from '../../../posts/post.queries';
import {
  becomeReply,
  favoritesOfBoth,
  gatherUnder,
  lockThreadSize,
  moveThreadRows,
  rerouteLogOfComment,
  rerouteLogOfPost,
} from './adoption.queries';
import type { Draft } from '../known/draft';
import { renameForeignPost } from '../known/foreign.queries';

/** A comment that others have waited for. */
export interface Arrived {
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
}

/**
 * Makes whole what came in another order than it was said: an archive puts the newest first, so that replies are read
 * before what they reply to.
 */
export class Adoption {
  // The log is rerouted last: the recorder writes the unit's own entries at its end, routed as they were before.

  constructor(private readonly recorder: Recorder) {}

  /**
   * A comment arrived under an id for which a post had been made: what hangs on that post belongs under the comment. All
   * of the draft must be written.
   */
  async takePlaceOfPost(draft: Draft, arrived: Arrived, fromPostId: number): Promise<void> {
    const { unit } = draft;
    const size = await lockThreadSize(unit, fromPostId);
    const { id: parentId, postId: toPostId, authorId: parentAuthorId } = arrived;
    await moveThreadRows(unit, { fromPostId, toPostId, parentId, parentAuthorId });
    unit.beforeCommit(() => rerouteLogOfPost(unit, fromPostId));
    await gatherUnder(unit, parentId, {
      visible: size.visibleTopLevelCount,
      brought: size.topLevelCount,
      listed: size.listedCommentCount,
      favorites: size.favoriteCount,
    });
    await addToPostCounts(unit, toPostId, { visible: size.commentCount, listed: 0 });
    await renameForeignPost(unit, { fromPostId, toKind: 'COMMENT', toId: parentId });
    await draft.reload();
    await draft.names.arrive('COMMENT', parentId);
  }

  /** Two posts turned out to be one: what hangs on the first belongs to the second. */
  async mergePosts(draft: Draft, fromPostId: number, toPostId: number): Promise<void> {
    const { unit } = draft;
    await draft.settle();
    const twice = await favoritesOfBoth(unit, fromPostId, toPostId);
    for (const activityId of twice) await unit.manager.delete(FavoriteEntity, { activityId });
    await this.recorder.retracted(unit, twice);
    const size = await lockThreadSize(unit, fromPostId);
    await moveThreadRows(unit, { fromPostId, toPostId, parentId: null, parentAuthorId: null });
    unit.beforeCommit(() => rerouteLogOfPost(unit, fromPostId));
    await addToPostCounts(unit, toPostId, {
      visible: size.commentCount,
      listed: size.listedCommentCount,
    });
    await addToPostFavorites(unit, toPostId, size.favoriteCount - twice.length);
    await renameForeignPost(unit, { fromPostId, toKind: 'POST', toId: toPostId });
    await draft.reload();
    await draft.names.arrive('POST', toPostId);
  }

  /** Comments that stand on the same page and waited for another become replies to it. */
  async becomeReplies(draft: Draft, arrived: Arrived, waiting: readonly number[]): Promise<void> {
    if (waiting.length === 0) return;
    const { unit } = draft;
    const ancestors = await this.ancestorsOf(draft, arrived.id);
    for (const id of waiting) {
      const place = await lockPlace(unit, id);
      // In a circle nobody came first.
      if (!place || ancestors.has(id) || !isWaitingOn(place, arrived.postId)) continue;
      const [visible, listed] = [place.isVisible ? 1 : 0, place.isListed ? 1 : 0];
      await becomeReply(unit, id, { parentId: arrived.id, parentAuthorId: arrived.authorId });
      unit.beforeCommit(() => rerouteLogOfComment(unit, id));
      await gatherUnder(unit, arrived.id, { visible, listed, brought: 1, favorites: 0 });
      await addToPostCounts(unit, arrived.postId, { visible: 0, listed: -listed });
    }
  }

  private async ancestorsOf(draft: Draft, commentId: number): Promise<Set<number>> {
    const ancestors = new Set<number>();
    for (let id: number | null = commentId; id !== null && !ancestors.has(id);) {
      ancestors.add(id);
      id = (await lockPlace(draft.unit, id))?.inReplyToId ?? null;
    }
    return ancestors;
  }
}

const isWaitingOn = ({ postId, inReplyToId }: ThreadPlace, page: number): boolean =>
  postId === page && inReplyToId === null;
