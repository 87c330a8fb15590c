import WebSocket from 'ws';
import { connect, type ConnectOptions, type FeedClient } from '../../src/client/client';
import { FeedReader } from '../support/feed-reader';
import { ScriptedServer } from '../support/scripted-server';

const TEXT = 'subscription ($after: String) { publicFeed(after: $after) { cursor isLive } }';
const FEED = { query: TEXT };

describe("the client's feed", () => {
  let server: ScriptedServer;
  let client: FeedClient;

  const connectTo = (options: ConnectOptions = {}) => {
    client = connect(server.url, {
      webSocketImpl: WebSocket,
      retry: { minMs: 5, maxMs: 20 },
      ...options,
    });
    return client;
  };

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  it('takes no more than fits, and asks for the rest once that is taken', async () => {
    // It goes on sending after it is told to stop, as what is under way always does.
    server.script = [
      (subscription) => {
        for (const cursor of 'abcdefgh') subscription.next(cursor);
      },
      (subscription) => {
        for (const cursor of 'efghij') subscription.next(cursor);
      },
      (subscription) => void subscription.next('i').next('j'),
      () => undefined,
    ];
    const reader = new FeedReader(connectTo(), FEED, {}, { maxQueue: 3 });
    reader.hold();
    await reader.until(() => reader.states.includes('waiting'));
    expect(reader.messages).toHaveLength(1);
    expect(reader.feed.cursor).toBe('a');
    expect(server.places).toEqual([null]);
    reader.release();
    await reader.until(() => reader.messages.length === 10);
    expect(reader.messages.map(({ cursor }) => cursor).join('')).toBe('abcdefghij');
    expect(server.places.slice(0, 2)).toEqual([null, 'd']);
    expect(server.introductions).toHaveLength(1);
  });

  it('unsubscribes when the loop is left, and leaves the others alone', async () => {
    const other = new FeedReader(connectTo(), FEED);
    await other.until(() => other.messages.length === 1);
    const feed = client.feed(TEXT);
    for await (const message of feed) {
      expect(message.cursor).toBe('c');
      break;
    }
    expect(feed.state).toBe('ended');
    expect(await feed.next()).toEqual({ done: true, value: undefined });
    await server.until(() => server.completed === 1);
    server.subscriptions[0]?.next('d');
    await other.until(() => other.messages.length === 2);
    expect(server.openSockets).toBe(1);
  });

  it('unsubscribes when the loop throws', async () => {
    const feed = connectTo().feed(TEXT);
    const loop = async () => {
      for await (const message of feed) throw new Error(message.cursor);
    };
    await expect(loop()).rejects.toThrow('c');
    expect(feed.state).toBe('ended');
    await server.until(() => server.completed === 1);
  });

  it('ends when its signal says so, before, while and after it begins', async () => {
    connectTo();
    const early = client.feed(TEXT, {}, { signal: AbortSignal.abort() });
    expect(await early.next()).toEqual({ done: true, value: undefined });
    expect(server.introductions).toEqual([]);

    const controller = new AbortController();
    const { signal } = controller;
    const beginning = new FeedReader(client, FEED, {}, { signal });
    const begun = new FeedReader(client, FEED);
    const live = new FeedReader(client, FEED, {}, { signal });
    await live.until(() => live.messages.length === 1);
    controller.abort();
    for (const reader of [beginning, live]) expect(await reader.ended()).toBeNull();
    await begun.until(() => begun.messages.length === 1);
    expect(begun.feed.state).toBe('live');
  });

  it('ends while it waits to try again', async () => {
    server.script = [(subscription) => subscription.fail('INTERNAL_SERVER_ERROR')];
    const controller = new AbortController();
    connectTo({ retry: { minMs: 60_000, maxMs: 60_000, random: () => 1 } });
    const { signal } = controller;
    const reader = new FeedReader(client, FEED, {}, { signal });
    await reader.until(() => reader.feed.state === 'waiting');
    controller.abort();
    expect(await reader.ended()).toBeNull();
    expect(reader.states).toEqual(['waiting', 'ended']);
  });

  it('gives what is asked for ahead in order, and ends what is asked for in vain', async () => {
    server.script = [(subscription) => void subscription.next('a').next('b')];
    const feed = connectTo().feed(TEXT);
    const asked = [feed.next(), feed.next(), feed.next(), feed.next()];
    expect((await asked[0])?.value).toMatchObject({ cursor: 'a' });
    expect((await asked[1])?.value).toMatchObject({ cursor: 'b' });
    await feed.return();
    expect(await Promise.all(asked.slice(2))).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  it('needs no connection before it is looped over', async () => {
    const feed = connectTo().feed(TEXT);
    expect(client.state).toBe('idle');
    const first = feed.next();
    expect(client.state).toBe('connecting');
    await first;
    expect(client.state).toBe('open');
  });

  it('leaves a connection behind that is kept for a while, and closed when nobody comes', async () => {
    const states: string[] = [];
    connectTo({ timeouts: { idleMs: 100 }, onState: (state) => void states.push(state) });
    const visit = async () => {
      const feed = client.feed(TEXT);
      await feed.next();
      await feed.return();
    };
    await visit();
    await visit();
    expect(server.introductions).toHaveLength(1);
    await server.until(() => server.openSockets === 0);
    expect(states).toEqual(['connecting', 'open', 'idle']);
    await visit();
    expect(server.introductions).toHaveLength(2);
  });

  it('ends with its client', async () => {
    const reader = new FeedReader(connectTo(), FEED);
    const idle = client.feed(TEXT);
    await reader.until(() => reader.messages.length === 1);
    await client.close();
    expect(await reader.ended()).toBeNull();
    expect(await idle.next()).toEqual({ done: true, value: undefined });
    expect(client.state).toBe('closed');
    expect(() => client.feed(TEXT)).toThrow('The client is closed.');
    await server.until(() => server.openSockets === 0);
  });

  it('ends with a client that is still connecting', async () => {
    const reader = new FeedReader(connectTo(), FEED);
    expect(client.state).toBe('connecting');
    await client.close();
    expect(await reader.ended()).toBeNull();
    await server.until(() => server.openSockets === 0);
    expect(server.subscriptions).toEqual([]);
  });
});

describe('what the client is given', () => {
  const client = connect('https://example.org/graphql', { webSocketImpl: WebSocket });

  it.each(['nonsense', '/graphql', 'ftp://example.org/graphql'])('must not be %s', (url) => {
    expect(() => connect(url, { webSocketImpl: WebSocket })).toThrow(/^(Invalid URL|No address)/);
  });

  it('may be an address of the same site, in a page', async () => {
    const server = await ScriptedServer.start();
    const location = { href: `${server.url.replace('ws', 'http')}/some/page` };
    Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
    const client = connect('/graphql', { webSocketImpl: WebSocket });
    Reflect.deleteProperty(globalThis, 'location');
    expect(await client.feed(TEXT).next()).toMatchObject({ value: { cursor: 'c' } });
    await client.close();
    await server.close();
  });

  it('must have a WebSocket, where there is none', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    Object.defineProperty(globalThis, 'WebSocket', { value: undefined, configurable: true });
    try {
      expect(() => connect('https://example.org')).toThrow('webSocketImpl');
    } finally {
      if (own) Object.defineProperty(globalThis, 'WebSocket', own);
      else Reflect.deleteProperty(globalThis, 'WebSocket');
    }
  });

  it('must be a document that can be resumed, and has a text', () => {
    expect(() => client.feed('subscription { publicFeed { cursor } }')).toThrow('$after');
    expect(() => client.feed('subscription ($afterwards: String) { x }')).toThrow('$after');
    const parsed = { kind: 'Document', definitions: [] };
    expect(() => client.feed(parsed)).toThrow('print(document)');
  });

  it('may be a document that has its text in it', () => {
    class TypedDocumentString extends String {}
    expect(client.feed(new TypedDocumentString(TEXT)).state).toBe('connecting');
    const tagged = { kind: 'Document', definitions: [], loc: { source: { body: TEXT } } };
    expect(client.feed(tagged).cursor).toBeNull();
  });

  it('must be variables that can be sent', () => {
    expect(() => client.feed(TEXT, { username: 7n })).toThrow('BigInt');
  });
});
