import { encodeLiveCursor } from '../../src/schema/cursor';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { eventually } from '../support/eventually';
import { largeWords } from '../support/large-words';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { appendEntries, bounds } from '../support/pruning';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/retention';
const RETENTION_MS = 2_000;

describe('the feed log', () => {
  let app: TestApp;
  let ann: Member;
  let feed: LiveFeed;
  let now = 0;

  const sql = (text: string) => app.app.database.source.query(text);
  const write = async (count: number): Promise<string[]> => {
    for (let index = 0; index < count; index += 1) await app.comment(ann, URL);
    return (await feed.take(count)).map((event) => event.cursor);
  };
  const prunedUpTo = async (sequence: number) =>
    eventually(async () => (await bounds(app)).pruned.sequence === sequence);
  /** What becomes of a subscription after a cursor: the code that ends it, or the cursors of its events. */
  const outcome = async (after: string) => {
    const resumed = new LiveFeed(app, 'LivePublicFeed', { after });
    await resumed.until(() => resumed.messages.some(({ isLive }) => isLive)).catch(() => undefined);
    await resumed.close();
    return resumed.code ?? resumed.events.map((event) => event.cursor);
  };

  beforeEach(async () => {
    now = Date.now();
    app = await TestApp.start({ feedLogRetentionMs: RETENTION_MS }, { clock: () => now });
    ann = await app.join('ann');
    feed = await LiveFeed.open(app, 'LivePublicFeed');
  });
  afterEach(async () => {
    await feed.close();
    await app.close();
  });

  it('loses what is older than its age, and only that; a cursor before it is CURSOR_EXPIRED', async () => {
    const start = feed.lastCursor;
    const old = await write(3);
    now += RETENTION_MS;
    const young = await write(2);
    expect((await bounds(app)).pruned.sequence).toBe(0);
    now += 1;
    await prunedUpTo(3);

    expect(await outcome(start)).toBe('CURSOR_EXPIRED');
    expect(await outcome(old[1]!)).toBe('CURSOR_EXPIRED');
    expect(await outcome(old[2]!)).toEqual(young);
    expect(await outcome(young[0]!)).toEqual([young[1]]);
    expect(await outcome(young[1]!)).toEqual([]);
    const [{ count }] = await sql('SELECT COUNT(*) AS count FROM "feed_log"');
    expect(Number(count)).toBe(2);
    expect(await auditCounts(app)).toEqual([]);
  });

  it('that is pruned away to its end disturbs nobody who is there', async () => {
    const quiet = await LiveFeed.open(app, 'LivePostFeed', { url: 'https://blog.example/quiet' });
    const start = feed.lastCursor;
    const old = await write(3);
    now += RETENTION_MS + 1;
    await prunedUpTo(3);
    expect(await bounds(app)).toMatchObject({ head: { sequence: 3 }, pruned: { sequence: 3 } });

    for (const after of [start, old[0]!, old[1]!])
      expect(await outcome(after)).toBe('CURSOR_EXPIRED');
    expect(await outcome(old[2]!)).toEqual([]);
    const list = await app.data(operations.PublicFeed);
    expect(list.publicFeed.liveCursor).toBe(old[2]);
    const fresh = await LiveFeed.open(app, 'LivePublicFeed');
    expect(fresh.messages).toMatchObject([{ isStart: true, cursor: old[2] }]);

    const more = await write(2);
    expect((await fresh.take(2)).map((event) => event.cursor)).toEqual(more);
    expect(await outcome(old[2]!)).toEqual(more);
    expect([feed.failure, quiet.failure]).toEqual([null, null]);
    expect(await auditCounts(app)).toEqual([]);
    await Promise.all([quiet.close(), fresh.close()]);
  });

  it('keeps its beginning where a later entry says that it is older', async () => {
    await write(4);
    await sql(`UPDATE "feed_log" SET "recordedAt" = ${now + 1_000} WHERE "sequence" = 3`);
    now += RETENTION_MS + 1;
    await prunedUpTo(2);
    now += 1_000;
    await prunedUpTo(4);
  });

  it('takes an entry of the future for as old as those that follow it', async () => {
    await write(5);
    const future = now + 10 ** 9;
    await sql(`UPDATE "feed_log" SET "recordedAt" = ${future} WHERE "sequence" IN (1, 3, 5)`);
    now += RETENTION_MS + 1;
    await prunedUpTo(4);
    const [last] = await sql('SELECT "sequence", "mark" FROM "feed_log"');
    expect(Number(last.sequence)).toBe(5);
    expect(feed.failure).toBeNull();
  });

  it('that is pruned away under a replay ends it with CURSOR_EXPIRED, never with a silent skip', async () => {
    const words = () => largeWords('語');
    const after = feed.lastCursor;
    await feed.close();
    for (let index = 0; index < 400; index += 20)
      await Promise.all(Array.from({ length: 20 }, () => app.comment(ann, URL, words())));
    const slow = await RawSocket.ready(app);
    slow.subscribe('slow', operations.LivePublicFeed, { after });
    await slow.until(() => slow.feed('slow').length > 0);
    slow.pause();
    now += RETENTION_MS + 1;
    await prunedUpTo(400);
    slow.resume();
    await slow.until(() => slow.errors('slow').length > 0);
    expect(slow.errors('slow')).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    expect(slow.feed('slow').filter((message) => message.isLive)).toEqual([]);
    await slow.close();
  });

  it('that grew old while no node ran is pruned by the next one', async () => {
    await write(3);
    await feed.close();
    const database = await app.stop();
    now += RETENTION_MS + 1;
    app = await TestApp.on(database, { feedLogRetentionMs: RETENTION_MS }, { clock: () => now });
    await prunedUpTo(3);
    feed = await LiveFeed.open(app, 'LivePublicFeed');
    await write(2);
    expect((await bounds(app)).head.sequence).toBe(5);
  });

  it('is pruned at any length, to the very entry', async () => {
    await write(1);
    await feed.close();
    await appendEntries(app, 1_234, now);
    await appendEntries(app, 7, now + 1);
    now += RETENTION_MS + 1;
    await prunedUpTo(1_235);
    const { pruned, head } = await bounds(app);
    expect(await outcome(encodeLiveCursor(pruned))).toHaveLength(7);
    expect(await outcome(encodeLiveCursor(head))).toEqual([]);
    expect(await auditCounts(app)).toEqual([]);
  });
});
