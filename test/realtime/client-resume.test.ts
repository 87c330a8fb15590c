import WebSocket from 'ws';
import { connect, type ConnectOptions, type FeedClient } from '../../src/client/client';
import { TestApp, type Member } from '../support/app';
import { FeedReader } from '../support/feed-reader';
import { FlakyProxy } from '../support/flaky-proxy';

const URL = 'https://blog.example/client';
/** As quick as a test wants it. */
const QUICK = { webSocketImpl: WebSocket, retry: { minMs: 5, maxMs: 40 } };

describe('a feed of the client', () => {
  let app: TestApp;
  let proxy: FlakyProxy;
  let ann: Member;
  let client: FeedClient;

  const connectTo = (options: ConnectOptions = {}) => {
    client = connect(`${proxy.url}/graphql`, { ...QUICK, ...options });
    return client;
  };
  const comments = async (count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await app.comment(ann, URL)).id);
    return ids;
  };
  const restart = async () => {
    const database = await app.stop();
    app = await TestApp.on(database);
    proxy.pointTo(app.url);
  };

  beforeEach(async () => {
    app = await TestApp.start();
    proxy = await FlakyProxy.before(app.url);
    ann = await app.join('ann');
  });
  afterEach(async () => {
    await client.close();
    await proxy.close();
    await app.close();
  });

  it('begins now with one checkpoint, and brings what happens', async () => {
    const reader = await FeedReader.live(connectTo(), 'LivePublicFeed');
    const ids = await comments(2);
    await reader.until(() => reader.events.length === 2);
    expect(reader.messages).toMatchObject([
      { __typename: 'FeedCheckpoint', isLive: true, isStart: true },
      { activity: { comment: { id: ids[0] } } },
      { activity: { comment: { id: ids[1] } } },
    ]);
    expect(reader.feed.cursor).toBe(reader.messages[2].cursor);
    expect(reader.states).toEqual(['live']);
  });

  it('goes on from a cursor that another process kept', async () => {
    const first = await FeedReader.live(connectTo(), 'LivePublicFeed');
    const { cursor } = first.feed;
    const ids = await comments(3);
    await client.close();
    const second = await FeedReader.live(connectTo(), 'LivePublicFeed', { after: cursor });
    expect(second.commentIds).toEqual(ids);
    expect(second.states).toEqual(['replaying', 'live']);
  });

  it('brings what was missed while its connection was lost, once and in order', async () => {
    const reader = await FeedReader.live(connectTo(), 'LivePublicFeed');
    const ids: string[] = [];
    for (let times = 0; times < 5; times += 1) {
      ids.push(...(await comments(1)));
      if (times % 2 === 0) await reader.until(() => reader.events.length === ids.length);
      expect(proxy.cut()).toBe(1);
      await reader.until(() => reader.feed.state !== 'live');
      ids.push(...(await comments(2)));
      await reader.until(() => reader.feed.state === 'live');
    }
    await reader.until(() => reader.events.length === ids.length);
    expect(reader.commentIds).toEqual(ids);
    expect(reader.messages.filter((message) => message.isStart)).toHaveLength(1);
    expect(proxy.connections).toBe(6);
  });

  it('outlives the server, and waits for it as long as it takes', async () => {
    const states: string[] = [];
    const onState = (state: string) => void states.push(state);
    const reader = await FeedReader.live(connectTo({ onState }), 'LivePublicFeed');
    const ids = await comments(1);
    proxy.refuse();
    await restart();
    ids.push(...(await comments(3)));
    const { connections } = proxy;
    await reader.until(
      () => reader.feed.state === 'connecting' && proxy.connections > connections + 3,
    );
    expect(reader.events.length).toBeLessThanOrEqual(1);
    proxy.accept();
    await reader.until(() => reader.events.length === ids.length);
    expect(reader.commentIds).toEqual(ids);
    expect(states.slice(0, 4)).toEqual(['connecting', 'open', 'waiting', 'connecting']);
    expect(states.at(-1)).toBe('open');
  });

  it('finds out by itself that its connection is dead', async () => {
    const timeouts = { pingMs: 50, pongMs: 200 };
    const reader = await FeedReader.live(connectTo({ timeouts }), 'LivePublicFeed');
    proxy.stall();
    const ids = await comments(2);
    await reader.until(() => reader.feed.state === 'waiting');
    proxy.flow();
    await reader.until(() => reader.events.length === 2);
    expect(reader.commentIds).toEqual(ids);
  });

  it('stays on a connection that is only quiet', async () => {
    const timeouts = { pingMs: 20, pongMs: 1_000 };
    const reader = await FeedReader.live(connectTo({ timeouts }), 'LivePublicFeed');
    // Each is sent only after the one before was answered.
    await proxy.sent(60);
    expect(reader.states).toEqual(['live']);
    expect(proxy.connections).toBe(1);
  });

  it('gives up a connection that nobody answers, and makes another', async () => {
    proxy.stall();
    const reader = new FeedReader(connectTo({ timeouts: { openMs: 100 } }), 'LivePublicFeed');
    await reader.until(() => reader.feed.state === 'waiting');
    await reader.until(() => proxy.connections >= 2);
    proxy.flow();
    await reader.until(() => reader.feed.state === 'live');
    const ids = await comments(1);
    await reader.until(() => reader.events.length === 1);
    expect(reader.commentIds).toEqual(ids);
  });

  it('keeps no more than it may for a loop that is slow, and skips nothing', async () => {
    const reader = new FeedReader(connectTo(), 'LivePublicFeed', {}, { maxQueue: 10 });
    await reader.until(() => reader.feed.state === 'live');
    reader.hold();
    const ids = await comments(30);
    await reader.until(() => reader.feed.state === 'waiting');
    reader.release();
    await reader.until(() => reader.events.length === 11);
    reader.hold();
    ids.push(...(await comments(30)));
    reader.release();
    await reader.until(() => reader.events.length === ids.length);
    expect(reader.commentIds).toEqual(ids);
    expect(proxy.connections).toBe(1);
  });

  it('shares one connection with all the others', async () => {
    connectTo({ token: ann.token });
    const bob = await app.join('bob');
    await app.follow(ann, bob);
    const readers = await Promise.all([
      ...Array.from({ length: 20 }, () => FeedReader.live(client, 'LivePublicFeed')),
      ...Array.from({ length: 20 }, () => FeedReader.live(client, 'LivePostFeed', { url: URL })),
      FeedReader.live(client, 'LiveProfileFeed', { username: 'bob' }),
      FeedReader.live(client, 'LiveHomeFeed'),
    ]);
    expect(proxy.cut()).toBe(1);
    const { id } = await app.comment(bob, URL);
    for (const reader of readers) {
      await reader.until(() => reader.events.length === 1);
      expect(reader.commentIds).toEqual([id]);
    }
    expect(proxy.connections).toBe(2);
  });
});
