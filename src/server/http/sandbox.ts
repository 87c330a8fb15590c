import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

const FIRST_OPERATION = `# Rejoinder: people, and what they do, live.
# 1. Run this query: the newest activity of everybody on this server.
query PublicFeed {
  publicFeed(first: 5) {
    liveCursor
    edges {
      node {
        __typename
        occurredAt
        actor { username displayName }
        ... on CommentActivity { comment { bodyHtml post { title url } } }
        ... on FollowActivity { followee { username displayName } }
        ... on FavoriteActivity { subject { __typename favoriteCount } }
        ... on PostActivity { post { title url } }
      }
    }
  }
}

# 2. Run this subscription and watch it happen. Every message has a cursor: give the last one
#    as "after" when you reconnect, and you get each message that you missed, once and in order.
subscription LivePublicFeed {
  publicFeed {
    __typename
    cursor
    ... on ActivityAdded { activity { __typename occurredAt actor { username displayName } } }
    ... on ActivityRetracted { activityId activityType }
    ... on FeedCheckpoint { isLive isStart }
  }
}
`;

/** Apollo Sandbox at the API's own address, with something to run at once. */
export const sandbox = (isOffered: boolean) =>
  isOffered
    ? ApolloServerPluginLandingPageLocalDefault({ embed: true, document: FIRST_OPERATION })
    : ApolloServerPluginLandingPageDisabled();
