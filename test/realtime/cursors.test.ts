import { TestApp, type Member } from '../support/app';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { copyDatabase } from '../support/copy-database';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/cursors';

describe('a cursor that cannot be resumed from', () => {
  let app: TestApp;
  let ann: Member;
  let feed: LiveFeed;

  const sql = (text: string) => app.app.database.source.query(text);
  /** Writes comments and gives the cursor of each. */
  const write = async (count: number): Promise<string[]> => {
    for (let index = 0; index < count; index += 1) await app.comment(ann, URL);
    return (await feed.take(count)).map((event) => event.cursor);
  };
  /** The code with which a subscription after the cursor ends, on a socket that must stay open. */
  const refusal = async (
    after: string,
    query: string = operations.LivePublicFeed,
    variables = {},
  ) => {
    const socket = await RawSocket.ready(app, ann);
    const [frame, ...more] = await socket.run('refused', query, { ...variables, after });
    expect(more).toEqual([]);
    expect(frame).toMatchObject({ type: 'error', payload: [{ message: expect.any(String) }] });
    const [answer] = await socket.run('next', '{ __typename }');
    expect(answer.payload).toEqual({ data: { __typename: 'Query' } });
    await socket.close();
    return frame.payload[0].extensions.code;
  };
  const eventsAfter = async (after: string) => {
    const resumed = await LiveFeed.open(app, 'LivePublicFeed', { after });
    const cursors = resumed.events.map((event) => event.cursor);
    await resumed.close();
    return cursors;
  };

  beforeEach(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    feed = await LiveFeed.open(app, 'LivePublicFeed');
  });
  afterEach(async () => {
    await feed.close();
    await app.close();
  });

  it('is CURSOR_INVALID when it is nonsense', async () => {
    const [cursor = ''] = await write(1);
    const list = await app.data(operations.PublicFeed, {});
    const nonsense = ['', 'nonsense', ' ', `x${cursor}`, `${cursor}!`, 'é', 'A'.repeat(1_000)];
    for (const after of [...nonsense, list.publicFeed.pageInfo.endCursor])
      expect({ after, code: await refusal(after) }).toEqual({ after, code: 'CURSOR_INVALID' });
  });

  it('is refused on every feed', async () => {
    const { LiveProfileFeed, LiveHomeFeed, LivePostFeed } = operations;
    expect(await refusal('nonsense', LiveProfileFeed, { username: 'ann' })).toBe('CURSOR_INVALID');
    expect(await refusal('nonsense', LiveHomeFeed)).toBe('CURSOR_INVALID');
    expect(await refusal('nonsense', LivePostFeed, { url: URL })).toBe('CURSOR_INVALID');
  });

  it('is CURSOR_FROM_ANOTHER_EPOCH when it comes from another database with as many entries', async () => {
    const ours = await write(3);
    const other = await TestApp.start();
    const bob = await other.join('bob');
    for (let index = 0; index < 3; index += 1) await other.comment(bob, URL);
    const theirs = await LiveFeed.open(other, 'LivePublicFeed');
    const empty = await TestApp.start();
    const start = await LiveFeed.open(empty, 'LivePublicFeed');
    expect(await refusal(theirs.lastCursor)).toBe('CURSOR_FROM_ANOTHER_EPOCH');
    expect(await refusal(start.lastCursor)).toBe('CURSOR_FROM_ANOTHER_EPOCH');
    expect(await eventsAfter(ours[0]!)).toEqual(ours.slice(1));
    await Promise.all([theirs.close(), start.close()]);
    await Promise.all([other.close(), empty.close()]);
  });

  it('is refused by a database that was restored from a copy, until a list is fetched again', async () => {
    const early = await write(2);
    await feed.close();
    const database = await app.stop();
    const copy = await copyDatabase(database);
    app = await TestApp.on(database);
    feed = await LiveFeed.open(app, 'LivePublicFeed');
    const late = await write(2);
    await feed.close();
    await (await app.stop()).drop();

    app = await TestApp.on(copy);
    feed = await LiveFeed.open(app, 'LivePublicFeed');
    for (const cursor of late) expect(await refusal(cursor)).toBe('CURSOR_INVALID');
    const rewritten = await write(3);
    for (const cursor of late) expect(await refusal(cursor)).toBe('CURSOR_FROM_ANOTHER_EPOCH');
    expect(await eventsAfter(early[0]!)).toEqual([early[1], ...rewritten]);
  });

  describe('because the log is pruned', () => {
    const prune = (upTo: string) =>
      sql(`UPDATE "feed_log_head" SET "prunedSequence" = ${upTo}, "prunedMark" =
        (SELECT "mark" FROM "feed_log" WHERE "sequence" = ${upTo})`).then(() =>
        sql(`DELETE FROM "feed_log" WHERE "sequence" <= ${upTo}`),
      );

    it('is CURSOR_EXPIRED before the pruned mark, and good at it and after', async () => {
      const start = feed.lastCursor;
      const cursors = await write(5);
      await prune('3');
      for (const after of [start, ...cursors.slice(0, 2)])
        expect(await refusal(after)).toBe('CURSOR_EXPIRED');
      for (const index of [2, 3, 4])
        expect(await eventsAfter(cursors[index]!)).toEqual(cursors.slice(index + 1));
    });

    it('is CURSOR_EXPIRED but at the end when all of it is pruned', async () => {
      const cursors = await write(3);
      await prune('(SELECT MAX("sequence") FROM "feed_log")');
      for (const after of cursors.slice(0, 2)) expect(await refusal(after)).toBe('CURSOR_EXPIRED');
      expect(await eventsAfter(cursors[2]!)).toEqual([]);
      const more = await write(1);
      expect(await eventsAfter(cursors[2]!)).toEqual(more);
    });

    it('is CURSOR_FROM_ANOTHER_EPOCH at the pruned sequence of another database', async () => {
      await write(3);
      const other = await TestApp.start();
      const theirs = await LiveFeed.open(other, 'LivePublicFeed');
      const bob = await other.join('bob');
      for (let index = 0; index < 2; index += 1) await other.comment(bob, URL);
      const [, second] = await theirs.take(2);
      await prune('2');
      expect(await refusal(second.cursor)).toBe('CURSOR_FROM_ANOTHER_EPOCH');
      await theirs.close();
      await other.close();
    });

    it('does not disturb those who are past it', async () => {
      await write(3);
      await prune('3');
      const more = await write(2);
      expect(more).toHaveLength(2);
    });
  });
});
