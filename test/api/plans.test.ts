import { repliesStatement, threadStatement } from '../../src/comments/comment.queries';
import { openDatabase, type Database } from '../../src/database/database';
import { directionOf, rangeOf, type PageRequest } from '../../src/database/page';
import { entities } from '../../src/entities';
import {
  homeFeedStatement,
  profileFeedStatement,
  publicFeedStatement,
} from '../../src/feed/feed.queries';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';
import { explainOnPostgres, touchedRows } from '../support/plan-postgres';
import { explainOnSqlite, leavesInnerLoopEarly } from '../support/plan-sqlite';

const PEOPLE = 500;
const ACTIVITIES = 50_000;
const COMMENTS = 20_000;
const POSTS = 20;
const FOLLOWEES = 150;
const START = Date.parse('2024-01-01T00:00:00Z');
const VIEWER = 1;
const LIMIT = 20;
const PARENTS = [...Array(LIMIT).keys()].map((index) => index + 1);

/** `most` rows may be read of the table that the list is of. */
const lists = [
  {
    name: 'the feed of a profile',
    statement: profileFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { actorId: 7, viewerId: VIEWER },
    table: 'activity',
    index: 'activity_actor',
    most: LIMIT + 1,
  },
  {
    name: 'the public feed',
    statement: publicFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { viewerId: VIEWER },
    table: 'activity',
    index: 'activity_public',
    most: LIMIT + 1,
  },
  {
    name: 'the home feed',
    statement: homeFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { viewerId: VIEWER },
    table: 'activity',
    index: 'activity_actor',
    // The newest of each followee, then a page of each of the newest.
    most: FOLLOWEES + (LIMIT + 1) ** 2,
  },
  {
    name: 'a thread',
    statement: threadStatement,
    order: 'OLDEST_FIRST',
    parameters: { postId: 7 },
    table: 'comment',
    index: 'comment_thread',
    most: LIMIT + 1,
  },
  {
    name: 'replies',
    statement: repliesStatement,
    order: 'OLDEST_FIRST',
    parameters: { parents: PARENTS },
    table: 'comment',
    index: 'comment_reply',
    most: PARENTS.length * (LIMIT + 1),
  },
] as const;

const MIDDLE = { at: START + (ACTIVITIES / 2) * 1000, id: 0 };
const whole = { limit: LIMIT, after: null, before: null, position: null };
const requests: [string, PageRequest][] = [
  ['first page', { ...whole, isBackward: false }],
  ['last page', { ...whole, isBackward: true }],
  ['page after the middle', { ...whole, isBackward: false, after: MIDDLE }],
  ['page before the middle', { ...whole, isBackward: true, before: MIDDLE }],
];

const cases = lists.flatMap((list) =>
  requests.map(([page, request]) => ({ ...list, page, request })),
);

describe('the plan of', () => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = await openDatabase({ url: fresh.url, entities });
    await fill(database);
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it.each(cases)('$name, $page', async (list) => {
    await (isPostgres() ? checkOnPostgres(database, list) : checkOnSqlite(database, list));
  });
});

type Case = (typeof cases)[number];

/** Nobody runs ANALYZE on a SQLite database: a plan must be good without, and stay so with it. */
async function checkOnSqlite({ source }: Database, list: Case): Promise<void> {
  const { text } = list.statement[directionOf(list.request, list.order)].sqlite;
  for (const isAnalyzed of [false, true]) {
    await source.query(isAnalyzed ? 'ANALYZE' : 'DROP TABLE IF EXISTS "sqlite_stat1"');
    const plan = await explainOnSqlite(source, text);
    expect(plan.indexes).toContain(list.index);
    expect(plan.fullScans).toEqual([]);
    if (list.statement === homeFeedStatement)
      expect(await leavesInnerLoopEarly(source, text)).toBe(true);
    else expect(plan.hasInnerSort).toBe(false);
  }
}

/** Postgres plans for the values at first, and for any values once it finds that as good. */
async function checkOnPostgres({ source }: Database, list: Case): Promise<void> {
  const { postgres } = list.statement[directionOf(list.request, list.order)];
  const parameters = { ...list.parameters, ...rangeOf(list.request, list.order) };
  for (const mode of ['force_custom_plan', 'force_generic_plan'] as const) {
    const plan = await explainOnPostgres(source, postgres, parameters, mode);
    expect(plan.indexes).toContain(list.index);
    expect(plan.fullScans).toEqual([]);
    expect(plan.rows).toBeGreaterThan(LIMIT);
    expect(touchedRows(plan, list.table)).toBeLessThanOrEqual(list.most);
  }
}

/** Scattered over all people and posts: 7919 is prime. A third of the comments are replies to thirty of them. */
async function fill({ source }: Database): Promise<void> {
  const series = (count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const statements = [
    `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "isClaimed")
      ${series(PEOPLE)} SELECT i, 'p' || i, 'p' || i, 'Person ' || i, TRUE FROM n`,
    `INSERT INTO "site" ("id", "url", "isRegistered") ${series(PEOPLE)}
      SELECT i, 'https://blog' || i || '.example/', TRUE FROM n`,
    `INSERT INTO "post" ("id", "siteId", "url") ${series(POSTS)}
      SELECT i, i, 'https://blog' || i || '.example/page' FROM n`,
    `INSERT INTO "comment" ("id", "postId", "authorId", "inReplyToId", "body", "bodyFormat", "bodyHtml", "status",
        "createdAt", "isVisible", "isListed") ${series(COMMENTS)}
      SELECT i, 1 + i % ${POSTS}, 1 + (i * 7919) % ${PEOPLE}, CASE WHEN i % 3 = 0 THEN 1 + i / 3 % 30 END, 'Words',
        'TEXT', 'Words', 'PUBLISHED', ${START} + i * 2000, TRUE, TRUE FROM n`,
    `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible", "postId", "commentId") ${series(ACTIVITIES)}
      SELECT 'COMMENT', 1 + (i * 7919) % ${PEOPLE}, ${START} + i * 1000, i % 50 <> 0, 1 + i % ${POSTS},
        1 + i % ${COMMENTS} FROM n`,
    `INSERT INTO "follow" ("followerId", "followeeId", "followedAt", "sinceSequence", "activityId")
      ${series(PEOPLE * FOLLOWEES)}
      SELECT 1 + i / ${FOLLOWEES}, 1 + (i + i / ${FOLLOWEES}) % ${PEOPLE}, ${START}, 0, 1 FROM n
      WHERE i < ${PEOPLE * FOLLOWEES}`,
  ];
  await source.transaction(async (manager) => {
    for (const text of statements) await manager.query(text);
  });
  if (isPostgres()) await source.query('ANALYZE');
}
