import type { Asker } from './askers';
import type { Facts } from './facts';

/** For whom things of a type are there at all: in lists, by `node` and `nodes`, in feeds. */
export interface Thing {
  readonly isThere: (asker: Asker, id: string, facts: Facts) => boolean;
  /** Where the people are whose block hides it, or something of it: from its fields to profiles, or to things with people. */
  readonly people?: readonly string[];
}

const forAll: Thing = { isThere: () => true };
const toAllBut = (people: readonly string[]): Thing => ({
  isThere: (asker, id, facts) => !facts.isBlocked(asker, id),
  people,
});
const toOwner: Thing = { isThere: (asker, id, { world }) => world.has(asker, 'owns', id) };
const toStaff: Thing = {
  isThere: (asker) => ['moderator', 'administrator'].includes(asker),
};
const toOwnerAndStaff: Thing = {
  isThere: (asker, id, facts) =>
    ['moderator', 'administrator'].includes(asker) || toOwner.isThere(asker, id, facts),
};

/**
 * The table of things: every object type that has an id, and the messages of feeds. A type that is missing fails the test.
 */
export const THINGS: Record<string, Thing> = {
  Profile: forAll,
  Site: forAll,
  Post: { ...forAll, people: ['author'] },
  // To whom its author blocks as a tombstone: see the fields.
  Comment: { ...forAll, people: ['author'] },

  CommentActivity: toAllBut(['actor', 'comment.inReplyTo']),
  FollowActivity: toAllBut(['actor', 'followee']),
  FavoriteActivity: toAllBut(['actor', 'subject']),
  PostActivity: toAllBut(['actor']),

  Viewer: toOwner,
  AccountSession: toOwner,
  Notification: toOwner,
  ProfileClaim: toOwnerAndStaff,
  ModerationDecision: toStaff,
  BlockListEntry: toStaff,
  CommentReport: toStaff,

  ActivityAdded: toAllBut(['activity']),
  ActivityUpdated: toAllBut(['activity']),
  ActivityRetracted: toAllBut(['activityId', 'subject', 'subject.inReplyTo']),
  FeedCheckpoint: forAll,
  // They come in feeds of one's own alone: see the fields.
  NotificationAdded: forAll,
  NotificationRetracted: forAll,
};
