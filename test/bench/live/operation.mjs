/** The live public feed as a client of the contract subscribes to it. */
export const SUBSCRIPTION = `subscription LivePublicFeed($after: String) {
  publicFeed(after: $after) { ...FeedMessageItem }
}

fragment FeedMessageItem on FeedMessage {
  __typename cursor
  ... on ActivityAdded { activity { ...ActivityItem } }
  ... on ActivityUpdated { activity { ...ActivityItem } }
  ... on ActivityRetracted {
    activityId activityType
    subject {
      __typename id
      ... on Comment { ...CommentItem }
      ... on Post { favoriteCount commentCount }
    }
  }
  ... on FeedCheckpoint { isLive isStart }
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
}

fragment CommentItem on Comment {
  id body bodyHtml createdAt editedAt isDeleted status replyCount favoriteCount url
  author { id username displayName avatarUrl }
  inReplyTo { id replyCount author { id username displayName } }
  post { id title url commentCount site { id title url } }
}`;

/** What a client sends to begin. @param {string | null} after a live cursor; null to begin now */
export const subscribeMessage = (id, after) =>
  JSON.stringify({
    id,
    type: 'subscribe',
    payload: { operationName: 'LivePublicFeed', query: SUBSCRIPTION, variables: { after } },
  });

export const POST_URL = 'https://blog.example/2024/01/a-post-that-many-people-read.html';

const WORDS =
  'Thank you for this, it is just what I had been looking for. I have tried it twice, once with the old paper and ' +
  'once with the new, and both times the colours came out as you said they would.';

/** The words of a comment begin with the moment at which it is published. */
const STAMP = /at \d{15}/g;

/** Microseconds on a clock that all processes of this machine share. */
export const now = () => Number(process.hrtime.bigint() / 1000n);

const stampOf = (microseconds) => `at ${String(microseconds).padStart(15, '0')}`;

/** The words of a comment that is published now. Always of the same length. */
export const wordsNow = () => `${stampOf(now())} ${WORDS}`;

/** The same message with the moment at which other words are published. */
export const restamped = (message, words) =>
  message.replaceAll(STAMP, words.slice(0, words.indexOf(' ', 3)));

const BODY = Buffer.from('"body":"at ');

/** When the comment in a message was published, in microseconds. @param {Buffer} message */
export function publishedAt(message) {
  const start = message.indexOf(BODY) + BODY.length;
  return Number(message.latin1Slice(start, start + 15));
}
