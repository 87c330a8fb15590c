/** The profile page as a client of the contract asks for it. */
export const QUERY = `query ProfilePage($username: String!, $first: Int = 20, $after: String) {
  profile(username: $username) {
    id username displayName url about location interests homepageUrl avatarUrl joinedAt isClaimed
    viewerIsFollowing viewerIsBlocking followerCount followingCount commentCount
    activity(first: $first, after: $after) {
      liveCursor
      pageInfo { hasNextPage endCursor }
      edges { cursor node { ...ActivityItem } }
    }
  }
}

fragment CommentItem on Comment {
  id body bodyHtml createdAt editedAt isDeleted status replyCount favoriteCount url
  author { id username displayName avatarUrl }
  inReplyTo { id replyCount author { id username displayName } }
  post { id title url commentCount site { id title url } }
}

fragment ActivityItem on Activity {
  __typename id occurredAt
  actor { id username displayName avatarUrl }
  ... on CommentActivity { comment { ...CommentItem } }
  ... on FollowActivity { followee { id username displayName avatarUrl } }
  ... on FavoriteActivity {
    subject {
      __typename id favoriteCount
      ... on Comment { url author { id username displayName } }
      ... on Post { title url }
    }
  }
  ... on PostActivity { post { id title url publishedAt site { id title url } } }
}`;

/** Where both servers say that they are, so that their answers are equal. */
export const PUBLIC_URL = 'https://profiles.example';

export const bodyFor = (username) =>
  JSON.stringify({
    operationName: 'ProfilePage',
    query: QUERY,
    variables: { username, first: 20 },
  });
