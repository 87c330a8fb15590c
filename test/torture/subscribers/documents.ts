import type { FeedName } from '../model/rules';

/** PERSONAL asks for what differs from viewer to viewer; HEAVY for so much that a socket is soon full. */
export type Style = 'PLAIN' | 'PERSONAL' | 'HEAVY';

export const WEIGHT = 1_100;
const HEAVY = Array.from({ length: WEIGHT }, (_, index) => `heavy${index}: body`).join(' ');

const OF_COMMENT: Record<Style, string> = {
  PLAIN: '',
  PERSONAL: 'viewerCanEdit viewerCanDelete viewerHasFavorited',
  HEAVY: '',
};
const OF_PROFILE: Record<Style, string> = {
  PLAIN: '',
  PERSONAL: 'viewerIsFollowing viewerIsBlocking',
  HEAVY: '',
};

/** Asked for in no other feed: what is one viewer's alone cannot be shared. */
const NOTICES = `
    ... on NotificationAdded { notification { id reason isSeen activity { ...Shown } } }
    ... on NotificationRetracted { notificationId }`;

const fragments = (feed: FeedName, style: Style) => `
  fragment Message on FeedMessage {
    __typename cursor ${feed === 'NOTIFICATIONS' ? NOTICES : ''}
    ... on ActivityAdded { activity { ...Shown } }
    ... on ActivityUpdated { activity { ...Shown } }
    ... on ActivityRetracted { activityId subject { __typename id ...Words } }
    ... on FeedCheckpoint { isLive isStart }
  }
  fragment Shown on Activity {
    __typename id actor { id ${OF_PROFILE[style]} }
    ... on CommentActivity { comment { ...Thread ${style === 'HEAVY' ? HEAVY : ''} } }
    ... on FollowActivity { followee { __typename id } }
    ... on FavoriteActivity { subject { __typename id ...Thread } }
  }
  fragment Thread on Comment { ...Words inReplyTo { ...Words inReplyTo { ...Words } } }
  fragment Words on Comment { __typename id body isDeleted author { id } ${OF_COMMENT[style]} }`;

const FIELDS: Record<FeedName, { parameters: string; field: string }> = {
  PUBLIC: { parameters: '', field: 'publicFeed(after: $after)' },
  PROFILE: {
    parameters: '$username: String!, ',
    field: 'profileFeed(username: $username, after: $after)',
  },
  POST: { parameters: '$url: String!, ', field: 'postFeed(url: $url, after: $after)' },
  HOME: { parameters: '', field: 'homeFeed(after: $after)' },
  NOTIFICATIONS: { parameters: '', field: 'notifications(after: $after)' },
};

/** The subscription to a feed. All who ask for the same send the same text, so that a server may serve them together. */
export function documentOf(feed: FeedName, style: Style): string {
  const { parameters, field } = FIELDS[feed];
  return `subscription (${parameters}$after: String) { ${field} { ...Message } } ${fragments(feed, style)}`;
}
