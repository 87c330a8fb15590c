import { TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { FailingReads } from '../support/failing-reads';
import { largeWords } from '../support/large-words';
import { LiveFeed } from '../support/live';
import { Scrape } from '../support/metrics';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/live-metrics';

describe('the metrics of live feeds', () => {
  let app: TestApp;
  let ann: Member;
  let reads: FailingReads;

  const told = async (...names: string[]) => {
    const scrape = await Scrape.of(app);
    return Object.fromEntries(names.map((name) => [name, scrape.value(name)]));
  };
  /** A socket's end reaches the server a little later than the client. */
  const comesToBe = (expected: Record<string, number>) =>
    eventually(async () => {
      const now = await told(...Object.keys(expected));
      return Object.entries(expected).every(([name, value]) => now[name] === value);
    });

  beforeEach(async () => {
    reads = new FailingReads();
    app = await TestApp.start({ subscriptionBuffer: 20, maxSocketsPerAddress: 4 }, reads.options);
    ann = await app.join('ann');
  });
  afterEach(() => app.close());

  it('count sockets and subscriptions while they are open', async () => {
    const names = ['sockets', 'live_subscriptions', 'sockets_refused_total'];
    expect(await told(...names)).toEqual({
      ...{ sockets: 0, live_subscriptions: 0, sockets_refused_total: 0 },
    });
    const sockets = await Promise.all([1, 2, 3, 4].map(() => RawSocket.ready(app, ann)));
    for (const id of ['one', 'two', 'three']) {
      sockets[0]!.subscribe(id, operations.LivePublicFeed);
      await sockets[0]!.until(() => sockets[0]!.feed(id).length === 1);
    }
    sockets[1]!.subscribe('home', operations.LiveHomeFeed);
    await sockets[1]!.until(() => sockets[1]!.feed('home').length === 1);
    await sockets[1]!.run('refused', operations.LiveProfileFeed, { username: 'nobody' });
    await expect(RawSocket.open(app)).rejects.toThrow('429');
    expect(await told(...names)).toEqual({
      ...{ sockets: 4, live_subscriptions: 4, sockets_refused_total: 1 },
    });

    sockets[0]!.send({ type: 'complete', id: 'one' });
    await comesToBe({ sockets: 4, live_subscriptions: 3 });
    sockets[0]!.socket.terminate();
    await comesToBe({ sockets: 3, live_subscriptions: 1 });
    for (const socket of sockets.slice(1)) await socket.close();
    await comesToBe({ sockets: 0, live_subscriptions: 0 });
  });

  it('count the ends of sockets by their codes', async () => {
    const closed = (code: string) => ({ name: 'sockets_closed_total', code });
    const comeToBe = (expected: [{ name: string; code: string }, number][]) =>
      eventually(async () => {
        const scrape = await Scrape.of(app);
        return expected.every(([{ name, code }, count]) => scrape.value(name, { code }) === count);
      });
    const ready = () => RawSocket.ready(app);
    (await ready()).socket.close(1000);
    (await ready()).socket.terminate();
    (await ready()).socket.terminate();
    await comeToBe([
      [closed('1000'), 1],
      [closed('1006'), 2],
    ]);
    const wrong = await RawSocket.open(app);
    wrong.init('a-dead-token');
    expect(await wrong.closeCode()).toBe(4401);
    for (const code of [3000, 4777, 4999]) {
      const socket = await ready();
      socket.socket.close(code);
      await socket.until(() => socket.closed !== null);
    }
    await comeToBe([
      [closed('4401'), 1],
      [closed('other'), 3],
    ]);
    const told = (await Scrape.of(app)).samples.flatMap(({ labels }) => labels.code ?? []);
    expect(told.sort()).toEqual(['1000', '1006', '4401', 'other']);
  });

  it('tell how long entries waited until they were handed out, and how many wait', async () => {
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    await app.comment(ann, URL);
    await feed.take(1);
    await comesToBe({ feed_dispatch_lag_seconds_count: 1, feed_dispatched_sequence: 1 });
    const before = (await told('feed_dispatch_lag_seconds_sum')).feed_dispatch_lag_seconds_sum!;
    reads.fail((text) => text.includes('"activity"'));
    await app.comment(ann, URL);
    await comesToBe({ feed_tail_lag_entries: 0, feed_dispatch_lag_entries: 1 });
    const waited = performance.now();
    await eventually(() => performance.now() - waited > 500);
    expect(await told('feed_dispatch_lag_seconds_count', 'feed_dispatched_sequence')).toEqual({
      ...{ feed_dispatch_lag_seconds_count: 1, feed_dispatched_sequence: 1 },
    });
    reads.mend();
    await feed.take(1);
    await comesToBe({ feed_dispatch_lag_seconds_count: 2, feed_dispatch_lag_entries: 0 });
    const sum = (await told('feed_dispatch_lag_seconds_sum')).feed_dispatch_lag_seconds_sum!;
    expect(sum - before).toBeGreaterThan(0.5);
    await feed.close();
  });

  it('count what subscribers were sent, and what they read again', async () => {
    const feeds = await Promise.all([1, 2].map(() => LiveFeed.open(app, 'LivePublicFeed')));
    const after = feeds[0]!.lastCursor;
    for (let index = 0; index < 5; index += 1) await app.comment(ann, URL);
    for (const feed of feeds) await feed.take(5);
    // Each has had one checkpoint and five messages.
    expect(await told('live_deliveries_total', 'live_replays_total')).toEqual({
      ...{ live_deliveries_total: 12, live_replays_total: 0 },
    });
    const resumed = await LiveFeed.open(app, 'LivePublicFeed', { after });
    expect(resumed.events).toHaveLength(5);
    const sent = 12 + resumed.messages.length;
    await comesToBe({ live_deliveries_total: sent, live_replays_total: 1 });
    await comesToBe({ live_replayed_entries_total: 5, live_buffer_overflows_total: 0 });
    await Promise.all([...feeds, resumed].map((feed) => feed.close()));
  });

  it('count subscribers that were too slow', async () => {
    const slow = await RawSocket.ready(app);
    slow.subscribe('slow', operations.LivePublicFeed);
    await slow.until(() => slow.feed('slow').length === 1);
    slow.pause();
    const words = () => largeWords('😀');
    await eventually(async () => {
      await Promise.all(Array.from({ length: 10 }, () => app.comment(ann, URL, words())));
      return (await Scrape.of(app)).value('live_buffer_overflows_total') === 1;
    });
    await comesToBe({ live_subscriptions: 0, live_buffer_overflows_total: 1 });
    slow.resume();
    await slow.until(() => slow.errors('slow').length > 0);
    expect(slow.errors('slow')).toMatchObject([{ extensions: { code: 'SLOW_CONSUMER' } }]);
  });

  it('count operations over WebSocket like those over HTTP', async () => {
    const name = 'graphql_operation_duration_seconds_count';
    const of = async (type: string, field: string, outcome = 'ok') =>
      (await Scrape.of(app)).value(name, { type, field, outcome });
    const socket = await RawSocket.ready(app, ann);
    await socket.run('query', '{ viewer { id } }');
    await app.send('{ viewer { id } }');
    await socket.run(
      'again',
      'query A { __typename } query B { viewer { id } }',
      {},
      {
        operationName: 'B',
      },
    );
    const input = { postUrl: URL, body: 'Words' };
    await socket.run('mutation', operations.AddComment, { input });
    await socket.run('refused', '{ nothing }');
    const anonymous = await RawSocket.ready(app);
    await anonymous.run('failed', operations.AddComment, { input });
    expect(await of('query', 'viewer')).toBe(3);
    expect(await of('mutation', 'addComment')).toBe(1);
    expect(await of('mutation', 'addComment', 'error')).toBe(1);
    await Promise.all([socket.close(), anonymous.close()]);
  });

  it('tell how far the log reaches, and how far behind it this node is', async () => {
    const sql = (text: string) => app.app.database.source.query(text);
    for (let index = 0; index < 3; index += 1) await app.comment(ann, URL);
    const inStep = { feed_log_head_sequence: 3, feed_tail_sequence: 3, feed_tail_lag_entries: 0 };
    await comesToBe({ ...inStep, feed_log_pruned_sequence: 0 });
    // The node cannot read the log, to which another has written meanwhile.
    await sql('ALTER TABLE "feed_log" RENAME TO "feed_log_away"');
    await sql('UPDATE "feed_log_head" SET "sequence" = "sequence" + 4');
    await comesToBe({ ...inStep, feed_log_head_sequence: 7, feed_tail_lag_entries: 4 });
    await sql('UPDATE "feed_log_head" SET "sequence" = "sequence" - 4');
    await sql('ALTER TABLE "feed_log_away" RENAME TO "feed_log"');
    await app.comment(ann, URL);
    await comesToBe({ feed_log_head_sequence: 4, feed_tail_sequence: 4, feed_tail_lag_entries: 0 });
  });
});
