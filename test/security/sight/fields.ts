import { DEEDS } from './deeds';
import { PAYLOADS } from './payloads';
import {
  forAll,
  forUnblocked,
  listForUnblocked,
  listOfAsker,
  ofAsker,
  ofPage,
  onlyFor,
  result,
  SIGNED_IN,
  STAFF,
  such,
  whereThere,
  whether,
  whetherPerson,
  type Rows,
} from './words';

const EDGE: Rows = { cursor: forAll, node: forAll };
const LIST: Rows = { edges: ofPage, pageInfo: forAll };
const FEED: Rows = { ...LIST, liveCursor: forAll };
const ACTIVITY: Rows = { id: forAll, actor: forAll, occurredAt: forAll };

/**
 * The table of fields: for each field of each object type, what whoever is shown the object (things.ts) sees in it. A field
 * that is missing here, or that the schema does not have, fails the test. To add something:
 *
 * - a field: its row here, in words of words.ts. `forAll` is what the owner sees (or an administrator, of what the owner
 *   is not shown); the other words say to whom less is told, and what instead.
 * - a type with an id: for whom it is there at all, in things.ts. Parts, such as pages of lists, need rows alone.
 * - a field of Query or Subscription with arguments: what it is asked with, in asked.ts.
 * - a mutation: its input and who may do it, in deeds.ts; its payload, in payloads.ts.
 * - where the test says that nothing was told of a field, or hidden by it: a sample in history.ts of which something is.
 *   Everything with an id that anybody meets is asked for by everybody. What belongs to somebody is noted: `note(who,
 *   'owns', id)`. Where no sample is possible, the row says why: `{ ...forAll, silent: 'why' }`.
 */
export const FIELDS: Record<string, Rows> = {
  ...PAYLOADS,
  Mutation: Object.fromEntries(Object.keys(DEEDS).map((name) => [name, result])),
  Query: {
    node: whereThere,
    nodes: whereThere,
    post: forAll,
    profile: forAll,
    publicFeed: forAll,
    searchProfiles: forAll,
    pendingClaims: onlyFor(STAFF),
    ...{ moderationQueue: onlyFor(STAFF), moderationDecisions: onlyFor(STAFF) },
    blockList: onlyFor(STAFF),
    viewer: ofAsker(({ asker, facts: { world } }) => {
      const thing = world.who(asker)?.viewerId ?? null;
      return thing && { thing, type: 'Viewer' };
    }),
  },
  Subscription: {
    publicFeed: forAll,
    postFeed: forAll,
    profileFeed: forAll,
    homeFeed: onlyFor(
      SIGNED_IN,
      ofAsker(({ asker, facts }) => facts.homeMessages(asker)),
    ),
    notifications: onlyFor(
      SIGNED_IN,
      such((value, { asker, facts }) => facts.areAllNotifications(asker, value)),
    ),
  },

  Profile: {
    ...{ id: forAll, isDeleted: forAll },
    ...{ username: forAll, displayName: forAll, url: forAll, joinedAt: forAll, isClaimed: forAll },
    ...{
      about: forAll,
      avatarUrl: forAll,
      homepageUrl: forAll,
      interests: forAll,
      location: forAll,
    },
    ...{ commentCount: forAll, followerCount: forAll, followingCount: forAll },
    ...{ followers: forAll, following: forAll },
    activity: forAll,
    comments: listForUnblocked,
    viewerIsBlocking: whetherPerson('blocks'),
    viewerIsFollowing: whetherPerson('follows'),
  },
  Site: {
    ...{ id: forAll, title: forAll, url: forAll },
    ...{ holdsFirstComments: forAll, closesAfterDays: forAll },
  },
  Post: {
    ...{
      id: forAll,
      site: forAll,
      title: forAll,
      url: forAll,
      publishedAt: forAll,
      author: forAll,
    },
    ...{ commentCount: forAll, favoriteCount: forAll, comments: forAll },
    viewerCanComment: ofAsker(
      ({ asker, holder, facts }) => asker !== 'nobody' && !facts.isBlocked(asker, holder),
    ),
    viewerHasFavorited: whether('favorited'),
  },
  Comment: {
    id: forAll,
    author: forUnblocked(null),
    body: forUnblocked(''),
    bodyHtml: forUnblocked(''),
    // What is held is shown to few: see test/api/held-titles.test.ts.
    postTitle: { ...forAll, silent: 'Nothing that names a post is held here.' },
    isDeleted: forUnblocked(true),
    ...{ bodyFormat: forAll, createdAt: forAll, editedAt: forAll, status: forAll, url: forAll },
    ...{ favoriteCount: forAll, replyCount: forAll, inReplyTo: forAll, post: forAll },
    replies: forAll,
    // Of live messages nobody is told it.
    reportCount: such(
      (value, { asker }) => value === null || (STAFF.includes(asker) && typeof value === 'number'),
    ),
    reports: such((value, { asker }) => value === null || STAFF.includes(asker)),
    latestDecision: such((value, { asker }) => value === null || STAFF.includes(asker)),
    viewerCanDelete: whether('wrote'),
    viewerCanEdit: whether('wrote'),
    viewerHasFavorited: whether('favorited'),
  },
  CommentActivity: { ...ACTIVITY, comment: forAll },
  FavoriteActivity: { ...ACTIVITY, subject: forAll },
  FollowActivity: { ...ACTIVITY, followee: forAll },
  PostActivity: { ...ACTIVITY, post: forAll },

  Viewer: {
    id: forAll,
    email: ofAsker(({ asker, facts: { world } }) => world.emailOf(asker)),
    role: ofAsker(({ asker }) => (STAFF.includes(asker) ? asker.toUpperCase() : 'MEMBER')),
    isEmailVerified: ofAsker(({ asker }) => asker === 'owner'),
    sessions: forAll,
    profile: ofAsker(({ asker, facts: { world } }) => ({
      thing: world.who(asker)?.id,
      type: 'Profile',
    })),
    homeFeed: listOfAsker(({ asker, facts }) =>
      facts
        .list('Query.publicFeed')
        .filter((id) => facts.isThere(asker, id) && facts.isActorFollowed(asker, id)),
    ),
    notifications: forAll,
    unseenNotificationCount: forAll,
  },
  AccountSession: {
    ...{ id: forAll, client: forAll, createdAt: forAll, expiresAt: forAll, lastUsedAt: forAll },
    isCurrent: forAll,
  },
  Notification: { id: forAll, activity: forAll, isSeen: forAll, reason: forAll },
  ProfileClaim: {
    ...{ id: forAll, claimant: forAll, method: forAll, profile: forAll, status: forAll },
  },

  ModerationDecision: {
    ...{ id: forAll, subject: forAll, moderator: forAll, profile: forAll, comment: forAll },
    ...{ site: forAll, before: forAll, after: forAll, decidedAt: forAll },
    rule: { ...forAll, silent: 'The server itself has held nothing here.' },
  },
  CommentReport: {
    ...{ id: forAll, comment: forAll, reporter: forAll, reason: forAll, note: forAll },
    ...{ reportedAt: forAll, isSettled: forAll },
  },
  BlockListEntry: {
    ...{ id: forAll, kind: forAll, value: forAll, effect: forAll, createdAt: forAll },
  },

  ModerationDecisionConnection: LIST,
  ModerationDecisionEdge: EDGE,
  CommentReportConnection: LIST,
  CommentReportEdge: EDGE,
  BlockListEntryConnection: LIST,
  BlockListEntryEdge: EDGE,
  AccountSessionConnection: LIST,
  AccountSessionEdge: EDGE,
  ActivityConnection: FEED,
  ActivityEdge: EDGE,
  CommentConnection: { ...FEED, totalCount: forAll },
  CommentEdge: EDGE,
  FollowConnection: { ...LIST, totalCount: forAll },
  FollowEdge: { ...EDGE, followedAt: forAll },
  NotificationConnection: FEED,
  NotificationEdge: EDGE,
  ProfileConnection: LIST,
  ProfileEdge: EDGE,
  ProfileClaimConnection: LIST,
  ProfileClaimEdge: EDGE,
  PageInfo: {
    ...{ startCursor: ofPage, endCursor: ofPage, hasNextPage: ofPage, hasPreviousPage: ofPage },
  },

  ActivityAdded: { cursor: forAll, activity: forAll },
  ActivityUpdated: { cursor: forAll, activity: forAll },
  ActivityRetracted: { cursor: forAll, activityId: forAll, activityType: forAll, subject: forAll },
  NotificationAdded: { cursor: forAll, notification: forAll, viewer: forAll },
  NotificationRetracted: { cursor: forAll, notificationId: forAll, viewer: forAll },
  FeedCheckpoint: { cursor: forAll, isLive: forAll, isStart: forAll },
};
