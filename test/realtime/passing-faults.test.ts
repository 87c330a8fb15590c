import { decodeLiveCursor } from '../../src/schema/cursor';
import { TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { FailingReads } from '../support/failing-reads';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { Random } from '../support/random';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/passing-faults';
const QUICK = { minMs: 1, maxMs: 20 };
/** For the tests in which the database stays away. */
const SHORT = { minMs: 5, maxMs: 20, tryForMs: 300 };
const SOON_MS = 10_000;

/** Reads a list for each message while it is executed. */
const NESTED = {
  query: `subscription ($after: String) { publicFeed(after: $after) {
    __typename cursor
    ... on ActivityAdded { activity { id
      ... on CommentActivity { comment { id } }
      actor { activity(first: 1) { edges { node { id } } } } } }
    ... on FeedCheckpoint { isLive isStart }
  } }`,
};

const all = () => true;
const ofActivities = (text: string) => text.includes('"activity"');
const idsOf = ({ events }: LiveFeed) => events.map(({ activity }) => activity.comment.id);

describe('a database that is away for a moment', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let reads: FailingReads;

  const start = async (patience: object) => {
    reads = new FailingReads();
    app = await TestApp.start({}, { patience, ...reads.options });
    ann = await app.join('ann');
    bob = await app.join('bob', { follow: ['ann'] });
  };
  const everyKind = (after: string | null) =>
    Promise.all([
      LiveFeed.open(app, 'LivePublicFeed', { after }),
      LiveFeed.open(app, 'LivePublicFeed', { after }, bob),
      LiveFeed.open(app, 'LiveHomeFeed', { after }, bob),
      LiveFeed.open(app, NESTED, { after }),
      LiveFeed.open(app, NESTED, { after }, bob),
    ]);
  const sees = async (feeds: readonly LiveFeed[], ids: readonly string[]) => {
    for (const feed of feeds) {
      await feed.until(() => feed.events.length >= ids.length);
      expect(idsOf(feed)).toEqual(ids);
      expect(feed.failure).toBeNull();
    }
  };
  const closeAll = (feeds: readonly LiveFeed[]) => Promise.all(feeds.map((feed) => feed.close()));

  afterEach(async () => {
    reads.mend();
    await app.close();
  });

  it('costs nobody an event, and nobody gets one twice, however often that is', async () => {
    await start(QUICK);
    const random = new Random(7);
    const live = await everyKind(null);
    const after = live[0].lastCursor;
    // Of a writer none is read.
    reads.fail((text) => ofActivities(text) && random.below(3) === 0);
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) ids.push((await app.comment(ann, URL)).id);
    await sees(live, ids);
    expect(reads.failed).toBeGreaterThan(30);
    reads.fail(() => random.below(12) === 0);
    const replaying = await everyKind(after);
    await sees(replaying, ids);
    for (const { messages } of [...live, ...replaying]) {
      const sequences = messages.map(({ cursor }) => decodeLiveCursor(cursor).sequence);
      expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
    }
    await closeAll([...live, ...replaying]);
  });

  it('ends subscriptions when it stays away, and they resume from their cursors', async () => {
    await start(SHORT);
    const feeds = await everyKind(null);
    const after = feeds[0].lastCursor;
    reads.fail(ofActivities);
    const comment = await app.comment(ann, URL);
    for (const feed of feeds) expect(await feed.ended()).toBe('INTERNAL_SERVER_ERROR');
    const replaying = new LiveFeed(app, 'LivePublicFeed', { after });
    expect(await replaying.ended()).toBe('INTERNAL_SERVER_ERROR');
    reads.mend();
    const resumed = await everyKind(after);
    await sees(resumed, [comment.id]);
    await closeAll([...feeds, replaying, ...resumed]);
  });

  it('is not waited for where the fault is one that stays', async () => {
    await start({});
    const feeds = await Promise.all([1, 2].map(() => LiveFeed.open(app, 'LivePublicFeed')));
    reads.fail(ofActivities, () => Object.assign(new Error('No such table.'), { code: '42P01' }));
    await app.comment(ann, URL);
    for (const feed of feeds) expect(await feed.ended()).toBe('INTERNAL_SERVER_ERROR');
    expect(reads.failed).toBe(1);
    await closeAll(feeds);
  });

  it('signs nobody out, and lets who comes wait', async () => {
    await start(QUICK);
    const socket = await RawSocket.ready(app, ann);
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.until(() => socket.feed('live').length === 1);
    const late = await RawSocket.open(app);
    reads.fail(all);
    late.init(ann.token);
    socket.subscribe('later', operations.LiveNotifications);
    // In the meantime all sessions are looked at, as they are once a second.
    await eventually(() => reads.failed > 200);
    reads.mend();
    await late.until(() => late.frames.some(({ type }) => type === 'connection_ack'));
    await socket.until(() => socket.feed('later').length === 1);
    const { id } = await app.comment(bob, URL);
    await socket.until(() => socket.feed('live').length === 2);
    expect(socket.feed('live')[1]).toMatchObject({ activity: { comment: { id } } });
    await Promise.all([socket.close(), late.close()]);
  });

  it('is not asked again for those who have gone', async () => {
    await start({ minMs: 1, maxMs: 5 });
    const socket = await RawSocket.ready(app, ann);
    const late = await RawSocket.open(app);
    reads.fail(all);
    socket.subscribe('later', operations.LiveNotifications);
    late.init(ann.token);
    await eventually(() => reads.failed > 50);
    await Promise.all([socket.close(), late.close()]);
    reads.fail((text) => text.includes('"session"'));
    let before = -1;
    const isQuiet = () => {
      const isSame = reads.failed === before;
      before = reads.failed;
      return isSame;
    };
    // Between two looks there would be two tries.
    await eventually(isQuiet);
    reads.mend();
  });

  it('closes with 1013 who would sign in while it stays away', async () => {
    await start(SHORT);
    const socket = await RawSocket.open(app);
    reads.fail(all);
    socket.init(ann.token);
    expect(await socket.closeCode()).toBe(1013);
  });

  it('does not hold up the end of the server', async () => {
    await start({ minMs: 60_000, maxMs: 60_000, tryForMs: 600_000 });
    const socket = await RawSocket.ready(app);
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.until(() => socket.feed('live').length === 1);
    const late = await RawSocket.open(app);
    reads.fail(ofActivities);
    await app.comment(ann, URL);
    await eventually(() => reads.failed > 0);
    reads.fail(all);
    late.init(ann.token);
    socket.subscribe('later', operations.LivePublicFeed);
    await eventually(() => reads.failed >= 3);
    const began = performance.now();
    const database = await app.stop();
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    for (const one of [socket, late]) expect(await one.closeCode()).toBe(1001);
    expect(socket.of('live').map(({ type }) => type)).toEqual(['next']);
    app = await TestApp.on(database);
  });
});
