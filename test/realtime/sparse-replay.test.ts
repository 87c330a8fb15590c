import { TestApp, type Member } from '../support/app';
import { isPostgres } from '../support/database';
import { LiveFeed } from '../support/live';

const ENTRIES = 25_000;

/** The numbers from 1 on, in a table `numbers`. */
const NUMBERS = isPostgres()
  ? `numbers(n) AS (SELECT generate_series(1, ${ENTRIES}))`
  : `RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ENTRIES})`;

describe('a long replay of a feed with few entries', () => {
  let app: TestApp;
  let quiet: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    quiet = await app.join('quiet');
  });
  afterAll(() => app.discard());

  it('moves its cursor on though it has nothing to send', async () => {
    const start = await LiveFeed.open(app, 'LiveProfileFeed', { username: 'quiet' });
    const after = start.lastCursor;
    await start.close();
    const { source } = app.app.database;
    await source.query(`WITH ${NUMBERS} INSERT INTO "feed_log"
      ("sequence", "mark", "change", "activityId", "activityType", "actorId", "recordedAt")
      SELECT n, n, 'RETRACTED', n, 'FOLLOW', 999999, ${Date.now()} FROM numbers`);
    await source.query(
      `UPDATE "feed_log_head" SET "sequence" = ${ENTRIES}, "mark" = ${ENTRIES} WHERE "id" = 1`,
    );
    await app.comment(quiet, 'https://blog.example/one');

    const feed = new LiveFeed(app, 'LiveProfileFeed', { username: 'quiet', after });
    await feed.until(() => feed.messages.some((message) => message.isLive));
    expect(feed.messages.map(({ __typename, isLive }) => isLive ?? __typename)).toEqual([
      false,
      false,
      'ActivityAdded',
      true,
    ]);
    const [, second] = feed.messages;
    const resumed = await LiveFeed.open(app, 'LiveProfileFeed', {
      username: 'quiet',
      after: second.cursor,
    });
    expect(resumed.events).toHaveLength(1);
    await feed.close();
    await resumed.close();
  });
});
