import type { LogEntry, LogFilter } from '../feed/feed-log.queries';

/**
 * The feed that a subscriber follows. A post may not be known yet: then its address is. A profile may be merged into
 * another: then that one is followed from there on.
 */
export type FeedTarget =
  | { readonly feed: 'PUBLIC' }
  | { readonly feed: 'PROFILE'; profileId: number }
  | { readonly feed: 'POST'; readonly url: string; postId: number | null }
  | { readonly feed: 'HOME'; readonly viewerId: number }
  | { readonly feed: 'NOTIFICATIONS'; readonly viewerId: number };

/** Which entries of the log a feed has; null for a post that nobody has commented on yet, which has none. */
export function logFilterOf(target: FeedTarget): LogFilter | null {
  switch (target.feed) {
    case 'PUBLIC':
      return { feed: 'PUBLIC' };
    case 'PROFILE':
      return { feed: 'PROFILE', key: target.profileId };
    case 'POST':
      return target.postId === null ? null : { feed: 'POST', key: target.postId };
    case 'HOME':
      return { feed: 'HOME', key: target.viewerId };
    case 'NOTIFICATIONS':
      return { feed: 'NOTIFICATIONS', key: target.viewerId };
  }
}

export const isSameFilter = (one: LogFilter | null, other: LogFilter | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * The people whom an entry involves: a viewer whom one of them blocks does not receive it. An entry that is one person's
 * is judged where its notification is loaded.
 */
export function peopleOf(entry: LogEntry): number[] {
  const { actorId, subjectProfileId, recipientId } = entry;
  if (recipientId !== null) return [];
  return subjectProfileId === null ? [actorId] : [actorId, subjectProfileId];
}
