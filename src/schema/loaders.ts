import type DataLoader from 'dataloader';
import { blocksBetween } from '../blocks/block.queries';
import { commentsByIds } from '../comments/comment.queries';
import type { CommentRecord } from '../comments/comment.record';
import { RepliesLoader } from '../comments/replies.loader';
import { loaderById, membershipLoader } from '../database/batch';
import type { Queryable } from '../database/statement';
import { favoritedAmong } from '../favorites/favorite.queries';
import type { ActivityRecord } from '../feed/activity.record';
import { activitiesByIds } from '../feed/feed.queries';
import { followedAmong } from '../follows/follow.queries';
import { postsByIds, siteRecordsByIds } from '../posts/post.queries';
import type { PostRecord, SiteRecord } from '../posts/post.record';
import { profilesByIds } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';

/** Yes or no for each of many ids. */
type Membership = DataLoader<number, boolean>;

/** What could not come with a page's own statement, loaded in batches. Fresh for every request and every live message. */
export interface Loaders {
  readonly profiles: DataLoader<number, ProfileRecord | null>;
  readonly sites: DataLoader<number, SiteRecord | null>;
  readonly posts: DataLoader<number, PostRecord | null>;
  readonly comments: DataLoader<number, CommentRecord | null>;
  readonly activities: DataLoader<number, ActivityRecord | null>;
  readonly replies: RepliesLoader;
  /** By profile: whether the viewer follows it, blocks it, is blocked by it. */
  readonly isFollowing: Membership;
  readonly isBlocking: Membership;
  readonly isBlockedBy: Membership;
  /** Whether the viewer favorited the comment, the post. */
  readonly hasFavoritedComment: Membership;
  readonly hasFavoritedPost: Membership;
}

/** @param viewerId the viewer's profile; null when nobody is signed in */
export function createLoaders(on: Queryable, viewerId: number | null): Loaders {
  const ofViewer = (among: (viewer: number, ids: readonly number[]) => Promise<Set<number>>) =>
    membershipLoader((ids) =>
      viewerId === null ? Promise.resolve(new Set<number>()) : among(viewerId, ids),
    );
  return {
    profiles: loaderById((ids) => profilesByIds(on, ids)),
    sites: loaderById((ids) => siteRecordsByIds(on, ids)),
    posts: loaderById((ids) => postsByIds(on, ids)),
    comments: loaderById((ids) => commentsByIds(on, ids)),
    activities: loaderById((ids) => activitiesByIds(on, ids, viewerId)),
    replies: new RepliesLoader(on),
    isFollowing: ofViewer((viewer, ids) => followedAmong(on, viewer, ids)),
    isBlocking: ofViewer(async (viewer, ids) => {
      const blocks = await blocksBetween(on, [viewer], ids);
      return new Set(blocks.map((block) => block.blockedId));
    }),
    isBlockedBy: ofViewer(async (viewer, ids) => {
      const blocks = await blocksBetween(on, ids, [viewer]);
      return new Set(blocks.map((block) => block.blockerId));
    }),
    hasFavoritedComment: ofViewer((viewer, ids) => favoritedAmong(on, viewer, 'Comment', ids)),
    hasFavoritedPost: ofViewer((viewer, ids) => favoritedAmong(on, viewer, 'Post', ids)),
  };
}
