import type { Member } from '../acts/society';
import type { FeedName, Subscription } from '../model/rules';
import { documentOf, type Style } from './documents';
import type { Journal } from './journal';

/** One that follows one feed. */
export interface Subscriber {
  readonly number: number;
  readonly feed: FeedName;
  readonly style: Style;
  readonly viewer: Member | null;
  /** Whose feed, for a profile's. */
  readonly whose: Member | null;
  /** Which page's, for a post's. */
  readonly page: string | null;
  readonly journal: Journal;
}

export const queryOf = ({ feed, style }: Subscriber): string => documentOf(feed, style);

export const variablesOf = ({ whose, page }: Subscriber): Record<string, unknown> => ({
  ...(whose && { username: whose.username }),
  ...(page !== null && { url: page }),
});

/** @param posts the number of each post, by the address of its page */
export const subscriptionOf = (
  { feed, viewer, whose, page }: Subscriber,
  posts: ReadonlyMap<string, number>,
): Subscription => ({
  feed,
  viewerId: viewer?.profileId ?? null,
  profileId: whose?.profileId ?? null,
  postId: posts.get(page ?? '') ?? null,
});

export function describe({ number, feed, style, viewer, whose, page }: Subscriber): string {
  const of = whose?.username ?? page ?? '';
  const by = viewer ? `${viewer.username} (profile ${viewer.profileId})` : 'nobody signed in';
  return `subscriber ${number}: ${feed} ${of}, ${style}, for ${by}`;
}
