import { repliesStatement, threadStatement } from '../../src/comments/comment.queries';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { directionOf, rangeOf, type Keyset, type PageRequest } from '../../src/database/page';
import { entities } from '../../src/entities';
import {
  homeFeedStatement,
  profileFeedStatement,
  publicFeedStatement,
} from '../../src/feed/feed.queries';
import { queueStatements } from '../../src/moderation/queue.queries';
import { notificationsStatement } from '../../src/notifications/notification.queries';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';
import { explainOnPostgres, touchedRows } from '../support/plan-postgres';
import { explainOnSqlite, leavesInnerLoopEarly } from '../support/plan-sqlite';

const PEOPLE = 1_000;
const ACTIVITIES = 50_000;
const COMMENTS = 20_000;
/** Beside those that are there for everyone. */
const HIDDEN = 3_000;
const POSTS = 500;
const FOLLOWEES = 300;
const START = Date.parse('2024-01-01T00:00:00Z');
const VIEWER = 1;
const LIMIT = 20;
const PARENTS = [...Array(LIMIT).keys()].map((index) => index + 1);

/** `most` entries of the index may be read. */
const lists = [
  {
    name: 'the feed of a profile',
    statement: profileFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { actorId: 7, viewerId: VIEWER },
    index: 'activity_actor',
    most: LIMIT + 1,
  },
  {
    name: 'the public feed',
    statement: publicFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { viewerId: VIEWER },
    index: 'activity_public',
    most: LIMIT + 1,
  },
  {
    name: 'the home feed',
    statement: homeFeedStatement,
    order: 'NEWEST_FIRST',
    parameters: { viewerId: VIEWER },
    index: 'activity_actor',
    // The newest of each followee, then a page of each of the newest.
    most: FOLLOWEES + (LIMIT + 1) ** 2,
  },
  {
    name: 'a thread',
    statement: threadStatement,
    order: 'OLDEST_FIRST',
    parameters: { postId: 7 },
    index: 'comment_thread',
    most: LIMIT + 1,
  },
  {
    name: 'replies',
    statement: repliesStatement,
    order: 'OLDEST_FIRST',
    parameters: { parents: PARENTS },
    index: 'comment_reply',
    most: PARENTS.length * (LIMIT + 1),
  },
  {
    name: 'notifications',
    statement: notificationsStatement,
    order: 'NEWEST_FIRST',
    parameters: { viewerId: 7 },
    middle: { at: ACTIVITIES / 2, id: ACTIVITIES / 2 },
    index: 'notification_recipient',
    most: LIMIT + 1,
  },
  {
    name: 'what was marked as spam',
    statement: queueStatements.SPAM.all.pages,
    order: 'NEWEST_FIRST',
    parameters: {},
    index: 'comment_hidden',
    most: LIMIT + 1,
  },
] as const;

const MIDDLE = { at: START + (ACTIVITIES / 2) * 1000, id: 0 };
const whole = { limit: LIMIT, after: null, before: null, position: null };
const requestsAround = (middle: Keyset): [string, PageRequest][] => [
  ['first page', { ...whole, isBackward: false }],
  ['last page', { ...whole, isBackward: true }],
  ['page after the middle', { ...whole, isBackward: false, after: middle }],
  ['page before the middle', { ...whole, isBackward: true, before: middle }],
];

const cases = lists.flatMap((list) =>
  requestsAround('middle' in list ? list.middle : MIDDLE).map(([page, request]) => ({
    ...list,
    page,
    request,
  })),
);

/**
 * Nobody runs ANALYZE on a SQLite database: a plan must be good without, and stay so with it. Postgres plans for the
 * values at first, and after five runs for any values, where it finds that as good.
 */
const stages = isPostgres()
  ? [
      { stage: 'once', isLate: false },
      { stage: 'often', isLate: true },
    ]
  : [
      { stage: 'unanalyzed', isLate: false },
      { stage: 'analyzed', isLate: true },
    ];

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

  // In this order: a plan that was good for one state of the database's knowledge must be good for the next.
  describe.each(stages)('$stage', ({ isLate }) => {
    beforeAll(async () => {
      if (isLate) await database.source.query('ANALYZE');
    });

    it.each(cases)('$name, $page', async (list) => {
      if (isPostgres()) await checkOnPostgres(database, list, isLate ? 10 : 1);
      else await checkOnSqlite(database, list);
    });
  });
});

type Case = (typeof cases)[number];

async function checkOnSqlite({ source }: Database, list: Case): Promise<void> {
  const { text } = list.statement[directionOf(list.request, list.order)].sqlite;
  const plan = await explainOnSqlite(source, text);
  expect(plan.indexes).toContain(list.index);
  expect(plan.fullScans).toEqual([]);
  if (list.statement === homeFeedStatement)
    expect(await leavesInnerLoopEarly(source, text)).toBe(true);
  else expect(plan.hasInnerSort).toBe(false);
}

async function checkOnPostgres({ source }: Database, list: Case, runs: number): Promise<void> {
  const { postgres } = list.statement[directionOf(list.request, list.order)];
  const parameters = { ...list.parameters, ...rangeOf(list.request, list.order) };
  const plan = await explainOnPostgres(source, postgres, parameters, runs);
  expect(plan.indexes).toContain(list.index);
  expect(plan.fullScans).toEqual([]);
  expect(plan.rows).toBeGreaterThan(LIMIT);
  expect(touchedRows(plan, list.index)).toBeLessThanOrEqual(list.most);
}

/** Half of the items belong to ten people (or posts), as it is in life; the others are scattered: 7919 is prime. */
const scattered = (over: number): string =>
  `CASE WHEN i % 2 = 0 THEN 1 + i / 2 % 10 ELSE 1 + (i * 7919) % ${over} END`;

/** A third of the comments are replies to one of thirty. */
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
      SELECT i, ${scattered(POSTS)}, ${scattered(PEOPLE)}, CASE WHEN i % 3 = 0 THEN 1 + i / 3 % 30 END, 'Words',
        'TEXT', 'Words', 'PUBLISHED', ${START} + i * 2000, TRUE, TRUE FROM n`,
    `INSERT INTO "comment" ("id", "postId", "authorId", "inReplyToId", "body", "bodyFormat", "bodyHtml", "status",
        "createdAt", "isVisible", "isListed") ${series(HIDDEN)}
      SELECT ${COMMENTS} + i, ${scattered(POSTS)}, ${scattered(PEOPLE)}, NULL, 'Words', 'TEXT', 'Words',
        CASE WHEN i % 3 = 0 THEN 'REMOVED' ELSE 'SPAM' END, ${START} + i * 20000, FALSE, FALSE FROM n`,
    `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible", "postId", "commentId") ${series(ACTIVITIES)}
      SELECT 'COMMENT', ${scattered(PEOPLE)}, ${START} + i * 1000, i % 50 <> 0, 1 + i % ${POSTS},
        1 + i % ${COMMENTS} FROM n`,
    `INSERT INTO "notification" ("id", "recipientId", "activityId", "actorId", "reason", "createdAt", "isVisible")
      ${series(ACTIVITIES)}
      SELECT i, ${scattered(PEOPLE)}, i, 1 + i % ${PEOPLE}, 'MENTION', ${START} + i * 1000, i % 50 <> 0 FROM n`,
    `INSERT INTO "follow" ("followerId", "followeeId", "followedAt", "sinceSequence", "activityId")
      ${series(PEOPLE * FOLLOWEES)}
      SELECT 1 + i / ${FOLLOWEES}, 1 + (i + i / ${FOLLOWEES}) % ${PEOPLE}, ${START}, 0, 1 FROM n
      WHERE i < ${PEOPLE * FOLLOWEES}`,
  ];
  await source.transaction(async (manager) => {
    for (const text of statements) await manager.query(text);
  });
  if (isPostgres()) await source.query('VACUUM ANALYZE');
}
