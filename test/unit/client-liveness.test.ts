import WebSocket from 'ws';
import { connect, type FeedClient } from '../../src/client/client';
import { FeedReader } from '../support/feed-reader';
import { ScriptedServer } from '../support/scripted-server';

const FEED = { query: 'subscription ($after: String) { publicFeed(after: $after) { cursor } }' };

describe("the client's connection", () => {
  let server: ScriptedServer;
  let client: FeedClient;

  const follow = (pongMs: number) => {
    client = connect(server.url, {
      webSocketImpl: WebSocket,
      retry: { minMs: 1, maxMs: 2 },
      timeouts: { pingMs: 10, pongMs },
    });
    return new FeedReader(client, FEED);
  };
  const pings = async (count: number) => {
    const goal = server.pings + count;
    await server.until(() => server.pings >= goal);
  };

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  it('is dead when nothing answers a ping, though something else came after it', async () => {
    server.isDeaf = true;
    const reader = follow(100);
    await pings(1);
    server.subscriptions[0]?.next('late');
    await server.until(() => server.subscriptions.length === 2);
    expect(reader.messages.map(({ cursor }) => cursor).slice(0, 2)).toEqual(['c', 'late']);
    expect(server.places[1]).toBe('late');
  });

  it('is alive as long as something comes', async () => {
    server.isDeaf = true;
    const reader = follow(300);
    await pings(1);
    const began = performance.now();
    const talk = setInterval(() => server.subscriptions.at(-1)?.next('more'), 20);
    try {
      await reader.until(() => performance.now() - began > 900);
    } finally {
      clearInterval(talk);
    }
    expect(server.introductions).toHaveLength(1);
  });

  it('is not taken for dead when it is this process that was held up', async () => {
    const reader = follow(400);
    await reader.until(() => reader.messages.length === 1);
    for (let times = 0; times < 3; times += 1) {
      await pings(1);
      const began = performance.now();
      while (performance.now() - began < 500);
    }
    await pings(3);
    expect(server.introductions).toHaveLength(1);
  });
});
