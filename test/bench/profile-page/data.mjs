/** Who has a profile page: each with some 50 activities of every kind. */
export const PEOPLE = 500;
const POSTS = 500;
const COMMENTS = 20_000;
const FOLLOWS = 2_500;
const FAVORITES = 3_000;
const START = Date.parse('2024-01-01T00:00:00Z');

const series = (count) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

const WORDS = `'Thank you for this, it is just what I had been looking for, number ' || i || '. I have tried it twice.'`;
const author = (comment) => `1 + (${comment}) % ${PEOPLE}`;
const at = (number, every) => `${START} + (${number}) * ${every}`;

const rows = [
  `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "about", "location", "avatarUrl", "joinedAt",
      "isClaimed", "followerCount", "followingCount", "commentCount") ${series(PEOPLE)}
    SELECT i, 'Person' || i, 'person' || i, 'Person the ' || i || 'th', 'I write and I read.', 'Here',
      'https://pictures.example/' || i || '.png', ${START}, TRUE, 5, 5, 40 FROM n`,
  `INSERT INTO "site" ("id", "url", "title", "isRegistered") ${series(20)}
    SELECT i, 'https://blog' || i || '.example/', 'Blog ' || i, TRUE FROM n`,
  `INSERT INTO "post" ("id", "siteId", "authorId", "url", "title", "publishedAt", "commentCount") ${series(POSTS)}
    SELECT i, 1 + i % 20, ${author('i')}, 'https://blog' || (1 + i % 20) || '.example/' || i, 'Post number ' || i,
      ${at('i', 60_000)}, 40 FROM n`,
  `INSERT INTO "comment" ("id", "postId", "authorId", "inReplyToId", "body", "bodyFormat", "bodyHtml", "status",
      "createdAt", "isVisible", "isListed") ${series(COMMENTS)}
    SELECT i, 1 + i % ${POSTS}, ${author('i')}, CASE WHEN i % 2 = 0 THEN i / 2 END, ${WORDS}, 'MARKDOWN',
      '<p>' || ${WORDS} || '</p>', 'PUBLISHED', ${at('i', 1_000)}, TRUE, TRUE FROM n`,
];

const activity = (
  count,
  values,
) => `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible",
  "subjectProfileId", "postId", "commentId") ${series(count)} SELECT ${values} FROM n`;

/** Every kind over the same time, so that each page has some of all. */
const acts = [
  activity(
    COMMENTS,
    `'COMMENT', ${author('i')}, ${at('i', 1_000)}, TRUE, CASE WHEN i % 2 = 0 THEN ${author('i / 2')} END,
      1 + i % ${POSTS}, i`,
  ),
  activity(
    FOLLOWS,
    `'FOLLOW', ${author('i')}, ${at('i', 8_000)}, TRUE, ${author('i + 7')}, NULL, NULL`,
  ),
  activity(
    FAVORITES,
    `'FAVORITE', ${author('i')}, ${at('i', 6_600)}, TRUE, CASE WHEN i % 2 = 0 THEN ${author('i + 3')} END,
      1 + (i + 3) % ${POSTS}, CASE WHEN i % 2 = 0 THEN i + 3 END`,
  ),
  activity(POSTS, `'POST', ${author('i')}, ${at('i', 40_000)}, TRUE, NULL, i, NULL`),
];

/** Fills an empty database. */
export async function fill({ source }) {
  await source.transaction(async (manager) => {
    for (const text of [...rows, ...acts]) await manager.query(text);
  });
}
