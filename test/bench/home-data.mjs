/** Everybody who acts. The last tenth has been silent since the oldest tenth of the activities. */
export const PEOPLE = 10_000;
const LIVELY = (PEOPLE * 9) / 10;
const COMMENTS = 100_000;
const POSTS = 2_000;

/** The first millisecond of the made-up activities, one every second. */
export const START = Date.parse('2020-01-01T00:00:00Z');

/** The ids of the viewers that the benchmark reads for. */
export const viewers = {
  '10 followees': PEOPLE + 1,
  '100 followees': PEOPLE + 2,
  '1,000 followees': PEOPLE + 3,
  '4,500 followees': PEOPLE + 4,
  '1,000 dormant': PEOPLE + 5,
  '1,000, 500 dormant': PEOPLE + 6,
  '1,000, 20 block': PEOPLE + 7,
};

const series = (count) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

const people = `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "about", "isClaimed")
  ${series(PEOPLE + Object.keys(viewers).length)}
  SELECT i, 'person' || i, 'person' || i, 'Person ' || i, 'Words about person ' || i, TRUE FROM n`;

const pages = [
  `INSERT INTO "site" ("id", "url", "isRegistered") VALUES (1, 'https://blog.example/', TRUE)`,
  `INSERT INTO "post" ("id", "siteId", "url", "title") ${series(POSTS)}
    SELECT i, 1, 'https://blog.example/' || i, 'Post ' || i FROM n`,
  `INSERT INTO "comment" ("id", "postId", "authorId", "body", "bodyFormat", "bodyHtml", "status", "createdAt",
      "isVisible", "isListed") ${series(COMMENTS)}
    SELECT i, 1 + i % ${POSTS}, 1 + i % ${PEOPLE}, 'Some words, then some more of them, number ' || i, 'MARKDOWN',
      '<p>Some words, then some more of them, number ' || i || '</p>', 'PUBLISHED', ${START}, TRUE, TRUE FROM n`,
];

/** Who acts is scattered over all: 7919 is prime. */
const activities = (
  count,
) => `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible", "postId", "commentId")
  ${series(count)}
  SELECT 'COMMENT', 1 + (i * 7919) % CASE WHEN i <= ${count / 10} THEN ${PEOPLE} ELSE ${LIVELY} END,
    ${START} + i * 1000, TRUE, 1 + i % ${POSTS}, 1 + i % ${COMMENTS} FROM n`;

/** Follows `count` people: every second one from `first` on. */
const follows = (viewer, count, first) =>
  `INSERT INTO "follow" ("followerId", "followeeId", "followedAt", "sinceSequence", "activityId")
    ${series(count)} SELECT ${viewer}, ${first} + (i - 1) * 2, ${START}, 0, 1 FROM n`;

const relations = [
  follows(viewers['10 followees'], 10, 1),
  follows(viewers['100 followees'], 100, 1),
  follows(viewers['1,000 followees'], 1_000, 1),
  follows(viewers['4,500 followees'], 4_500, 1),
  // The dormant tenth holds 500 odd ids and 500 even ones.
  follows(viewers['1,000 dormant'], 500, LIVELY + 1),
  follows(viewers['1,000 dormant'], 500, LIVELY + 2),
  follows(viewers['1,000, 500 dormant'], 500, LIVELY + 1),
  follows(viewers['1,000, 500 dormant'], 500, 1),
  follows(viewers['1,000, 20 block'], 1_000, 1),
  // People whom the viewer does not follow, but who are the subjects of what others do.
  `INSERT INTO "block" ("blockerId", "blockedId", "blockedAt") ${series(20)}
    SELECT i * 2, ${viewers['1,000, 20 block']}, ${START} FROM n`,
];

/** Fills an empty database. @param {number} count of activities */
export async function fill({ source, name }, count) {
  const statements = [people, ...pages, activities(count), ...relations];
  await source.transaction(async (manager) => {
    // The rows are known to fit together: checking each reference would take most of the time.
    if (name === 'postgres') await manager.query('SET LOCAL session_replication_role = replica');
    for (const text of statements) await manager.query(text);
  });
  if (name === 'postgres') await source.query('VACUUM ANALYZE');
}
