import WebSocket from 'ws';
import { connect, type ConnectOptions, type FeedClient } from '../../src/client/client';
import { FeedReader } from '../support/feed-reader';
import { ScriptedServer } from '../support/scripted-server';

const FEED = { query: 'subscription ($after: String) { publicFeed(after: $after) { cursor } }' };

describe("the client's token", () => {
  let server: ScriptedServer;
  let client: FeedClient;

  const follow = (token: ConnectOptions['token']) => {
    client = connect(server.url, {
      ...{ webSocketImpl: WebSocket, token: token ?? null },
      retry: { minMs: 5, maxMs: 20 },
    });
    return new FeedReader(client, FEED);
  };
  /** A source that gives these in turn, and notes what it was told. */
  const source = (...tokens: (string | null | Error)[]) => {
    const told: (string | null)[] = [];
    const give = (refused: string | null) => {
      told.push(refused);
      const token = tokens[told.length - 1];
      if (token === undefined) throw new Error('Asked too often.');
      return token instanceof Error ? Promise.reject(token) : Promise.resolve(token);
    };
    return { told, give };
  };

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  it('is sent when it is given, and only then', async () => {
    const signedIn = follow('abc');
    await signedIn.until(() => signedIn.messages.length === 1);
    await client.close();
    const anonymous = follow(null);
    await anonymous.until(() => anonymous.messages.length === 1);
    expect(server.introductions).toEqual(['Bearer abc', null]);
  });

  it('ends the feeds when it is refused', async () => {
    server.refused.add('dead');
    expect(await follow('dead').ended()).toBe('UNAUTHENTICATED');
    expect(server.introductions).toHaveLength(1);
  });

  it('is asked for at each connection', async () => {
    const { told, give } = source('one', 'two', null);
    const reader = follow(give);
    for (const count of [1, 2, 3]) {
      await reader.until(() => reader.messages.length === count);
      server.subscriptions.at(-1)?.close(1001);
    }
    expect(server.introductions).toEqual(['Bearer one', 'Bearer two', null]);
    expect(told.slice(0, 3)).toEqual([null, null, null]);
  });

  it('is asked for once more when it is refused', async () => {
    server.refused.add('dead');
    const { told, give } = source('dead', 'fresh');
    const reader = follow(give);
    await reader.until(() => reader.messages.length === 1);
    expect(told).toEqual([null, 'dead']);
    expect(reader.states).toEqual(['live']);
  });

  it('is asked for again each time that it expires', async () => {
    const { told, give } = source('one', 'two', 'three');
    const reader = follow(give);
    for (const count of [1, 2]) {
      await reader.until(() => reader.messages.length === count);
      server.subscriptions.at(-1)?.close(4401);
    }
    await reader.until(() => reader.messages.length === 3);
    expect(told).toEqual([null, 'one', 'two']);
    expect(server.places).toEqual([null, 'c', 'c']);
  });

  it('is not asked for a third time', async () => {
    server.refused.add('dead').add('dead too');
    const { told, give } = source('dead', 'dead too');
    const reader = follow(give);
    expect(await reader.ended()).toBe('UNAUTHENTICATED');
    expect(reader.failure).toMatchObject({ closeCode: 4401 });
    expect(told).toEqual([null, 'dead']);
  });

  it('is not shown again when there is no other', async () => {
    server.refused.add('dead');
    const { give } = source('dead', 'dead');
    expect(await follow(give).ended()).toBe('UNAUTHENTICATED');
    expect(server.introductions).toHaveLength(1);
  });

  it('is waited for when it cannot be had', async () => {
    const { give } = source(new Error('Offline.'), new Error('Offline.'), 'one');
    const reader = follow(give);
    await reader.until(() => reader.messages.length === 1);
    expect(server.introductions).toEqual(['Bearer one']);
    expect(reader.states).toEqual(['waiting', 'connecting', 'waiting', 'connecting', 'live']);
  });

  it('may be tried again by a new feed', async () => {
    server.refused.add('dead');
    const reader = follow('dead');
    expect(await reader.ended()).toBe('UNAUTHENTICATED');
    server.refused.clear();
    const second = new FeedReader(client, FEED);
    await second.until(() => second.messages.length === 1);
  });
});
