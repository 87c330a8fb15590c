const PEOPLE = 1_000;
const POSTS = 1_000;
const START = Date.parse('2024-01-01T00:00:00Z');

const series = (count) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

const WORDS = `'Thank you for this, it is just what I had been looking for, number ' || i || '. I have tried it twice.'`;
const author = (comment) => `1 + (${comment}) % ${PEOPLE}`;
const post = (comment) => `1 + (${comment}) % ${POSTS}`;
/** Every other comment replies to one on the same post: `POSTS` comments earlier comes the post's previous one. */
const parent = `CASE WHEN i > ${POSTS} AND (i / ${POSTS}) % 2 = 1 THEN i - ${POSTS} END`;
const at = `${START} + i * 1000`;

const statements = (count) => [
  `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "avatarUrl", "isClaimed", "commentCount")
    ${series(PEOPLE)} SELECT i, 'Person' || i, 'person' || i, 'Person the ' || i || 'th',
      'https://pictures.example/' || i || '.png', TRUE, ${count / PEOPLE} FROM n`,
  `INSERT INTO "site" ("id", "url", "title", "isRegistered") VALUES (1, 'https://blog.example/', 'A blog', TRUE)`,
  `INSERT INTO "post" ("id", "siteId", "url", "title", "commentCount") ${series(POSTS)}
    SELECT i, 1, 'https://blog.example/' || i, 'Post number ' || i, ${count / POSTS} FROM n`,
  `INSERT INTO "comment" ("id", "postId", "authorId", "inReplyToId", "body", "bodyFormat", "bodyHtml", "status",
      "createdAt", "isVisible", "isListed") ${series(count)}
    SELECT i, ${post('i')}, ${author('i')}, ${parent}, ${WORDS}, 'MARKDOWN', '<p>' || ${WORDS} || '</p>', 'PUBLISHED',
      ${at}, TRUE, TRUE FROM n`,
  `INSERT INTO "activity" ("id", "type", "actorId", "occurredAt", "isVisible", "subjectProfileId", "postId", "commentId")
    ${series(count)} SELECT i, 'COMMENT', ${author('i')}, ${at}, TRUE,
      CASE WHEN ${parent} IS NOT NULL THEN ${author(`i - ${POSTS}`)} END, ${post('i')}, i FROM n`,
  `INSERT INTO "feed_log" ("sequence", "mark", "change", "activityId", "activityType", "actorId", "subjectProfileId",
      "postId", "commentId", "recordedAt")
    SELECT a."id", a."id" * 7919, 'ADDED', a."id", a."type", a."actorId", a."subjectProfileId", a."postId",
      a."commentId", ${Date.now()} FROM "activity" AS a`,
  `UPDATE "feed_log_head" SET ("sequence", "mark") =
    (SELECT "sequence", "mark" FROM "feed_log" ORDER BY "sequence" DESC LIMIT 1)`,
];

/**
 * Fills an empty database with people, comments and their entries in the feed log.
 * @param {number} count of entries, a multiple of a thousand
 * @returns the position before the first entry
 */
export async function fill({ source }, count) {
  await source.transaction(async (manager) => {
    for (const text of statements(count)) await manager.query(text);
  });
  const [head] = await source.query('SELECT "prunedMark" FROM "feed_log_head"');
  return { sequence: 0, mark: Number(head.prunedMark) };
}
