import { both, either, not, type Certainty, type Moment } from './change';
import type { History } from './history';
import type { Entry } from './matching';

/** What somebody subscribed to, and as whom. */
export interface Subscription {
  readonly feed: FeedName;
  /** The viewer's profile; null for somebody who is not signed in. */
  readonly viewerId: number | null;
  /** Whose feed, for a profile's. */
  readonly profileId: number | null;
  /** The post of the page whose feed it is; null for one that nobody commented on. */
  readonly postId: number | null;
}

/** What a rule looks at: who asks, what was so, and when the entry was sent or passed over. */
interface Look {
  readonly subscription: Subscription;
  readonly history: History;
  readonly moment: Moment;
}

type Rule = (entry: Entry, look: Look) => Certainty;

const certainly = (is: boolean): Certainty => (is ? 'ALWAYS' : 'NEVER');

/** Which entries of activities each feed has. */
const RULES = {
  PUBLIC: () => 'ALWAYS',
  PROFILE: ({ actorId }, { subscription }) => certainly(actorId === subscription.profileId),
  POST: ({ postId }, { subscription }) =>
    certainly(postId !== null && postId === subscription.postId),
  /** Of those whom the viewer follows then, and began to follow before. */
  HOME: ({ actorId, sequence }, { subscription: { viewerId }, history, moment }) =>
    viewerId === null ? 'NEVER' : history.isFollowingSince([viewerId, actorId], sequence, moment),
  /** It has those of notifications instead. */
  NOTIFICATIONS: () => 'NEVER',
} satisfies Record<string, Rule>;

export type FeedName = keyof typeof RULES;

/** Whether a subscriber must receive an entry, may, or must not, if it was sent or passed over at that moment. */
export function isDelivered(entry: Entry, look: Look): Certainty {
  if (entry.recipientId !== null) return isNotified(entry, look);
  const isOfFeed = RULES[look.subscription.feed](entry, look);
  if (isOfFeed === 'NEVER') return isOfFeed;
  // What was retracted since is passed over; the retraction itself is sent.
  const isGone =
    entry.change === 'RETRACTED'
      ? 'NEVER'
      : look.history.isRetracted(entry.activityId, look.moment);
  return both(isOfFeed, both(not(isHidden(entry, look)), not(isGone)));
}

/** A notification is its recipient's alone. That it was taken back is always told: it shows nothing of anybody. */
function isNotified(entry: Entry, look: Look): Certainty {
  const { subscription, history, moment } = look;
  const { viewerId, feed } = subscription;
  if (feed !== 'NOTIFICATIONS' || viewerId === null || entry.recipientId !== viewerId)
    return 'NEVER';
  if (entry.change === 'RETRACTED') return 'ALWAYS';
  const isTakenBack = history.isTakenBack(entry.notificationId ?? 0, moment);
  const isUnwelcome = history.blocks.isBlocking(viewerId, entry.actorId, moment);
  return not(either(isTakenBack, either(isUnwelcome, isHidden(entry, look))));
}

/** Whether somebody whom an entry involves blocks the viewer. */
function isHidden({ actorId, subjectProfileId }: Entry, look: Look): Certainty {
  const { subscription, history, moment } = look;
  const { viewerId } = subscription;
  if (viewerId === null) return 'NEVER';
  return [actorId, subjectProfileId ?? 0]
    .map((person) => history.blocks.isBlocking(person, viewerId, moment))
    .reduce(either);
}
