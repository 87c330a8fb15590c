import WebSocket from 'ws';
import { connect, FeedError, type FeedClient, type FeedOptions } from '../../src/client/client';
import { schedule } from '../../src/client/schedule';
import { FeedReader } from '../support/feed-reader';
import { ScriptedServer, type Subscription } from '../support/scripted-server';

const FEED = { query: 'subscription ($after: String) { publicFeed(after: $after) { cursor } }' };
/** What is not to be hurried. */
const LONG_MS = 60_000;

describe('the client', () => {
  let server: ScriptedServer;
  let client: FeedClient;
  /** How long it meant to wait, each time. */
  let waits: number[];

  const follow = (options: FeedOptions = {}, variables = {}) => {
    client = connect(server.url, {
      webSocketImpl: WebSocket,
      retry: { minMs: 100, maxMs: 1_000, random: () => 1 },
      timeouts: { openMs: LONG_MS, pingMs: LONG_MS, pongMs: 2 * LONG_MS, idleMs: LONG_MS },
      schedule: (callback, ms) => {
        if (ms >= LONG_MS) return schedule(callback, ms);
        waits.push(ms);
        return schedule(callback, 1);
      },
    });
    return new FeedReader(client, FEED, variables, options);
  };
  const cursors = (reader: FeedReader) => reader.messages.map(({ cursor }) => cursor);

  beforeEach(async () => {
    waits = [];
    server = await ScriptedServer.start();
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  describe('goes on from the last cursor after', () => {
    const endings: [string, (subscription: Subscription) => void][] = [
      ...[1000, 1001, 1011, 1012, 1013, 4004, 4408, 4429, 4499, 4500, 4504].map(
        (code): [string, (subscription: Subscription) => void] => [
          `a close with ${code}`,
          (subscription) => subscription.close(code),
        ],
      ),
      ...['SLOW_CONSUMER', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED', 'NEVER_HEARD_OF'].map(
        (code): [string, (subscription: Subscription) => void] => [
          code,
          (subscription) => subscription.fail(code),
        ],
      ),
      ['an error without a code', (subscription) => subscription.fail({})],
      ['a completion', (subscription) => subscription.complete()],
      [
        'an answer without data',
        (subscription) => void subscription.answer({ data: null, errors: [{ message: 'No.' }] }),
      ],
    ];

    it.each(endings)('%s', async (_, end) => {
      server.script = [
        (subscription) => end(subscription.next('a')),
        (subscription) => void subscription.next('b').next('c'),
      ];
      const reader = follow();
      await reader.until(() => reader.messages.length === 3);
      expect(cursors(reader)).toEqual(['a', 'b', 'c']);
      expect(server.places).toEqual([null, 'a']);
      expect(reader.feed.state).toBe('live');
      expect(waits).toEqual([100]);
    });
  });

  describe('ends a feed with the error, after what had come, for', () => {
    it.each([
      ...['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'QUERY_TOO_COMPLEX'],
      ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'],
      ...['CURSOR_EXPIRED', 'CURSOR_FROM_ANOTHER_EPOCH', 'CURSOR_INVALID'],
    ])('%s', async (code) => {
      server.script = [(subscription) => subscription.next('a').next('b').fail('UNKNOWN', code)];
      const reader = follow();
      expect(await reader.ended()).toBe(code);
      expect(reader.failure).toBeInstanceOf(FeedError);
      expect(reader.failure).toMatchObject({ message: 'It failed.', errors: [{}, {}] });
      expect(cursors(reader)).toEqual(['a', 'b']);
      expect(reader.feed.state).toBe('ended');
      expect(await reader.feed.next()).toEqual({ done: true, value: undefined });
      expect(server.subscriptions).toHaveLength(1);
    });

    it.each<[number, string]>([
      [4401, 'UNAUTHENTICATED'],
      [4403, 'FORBIDDEN'],
      ...[4400, 4406, 4409, 1003, 1008, 1009].map((code): [number, string] => [
        code,
        'CONNECTION_REFUSED',
      ]),
    ])('a close with %d', async (closeCode, code) => {
      server.script = [(subscription) => subscription.next('a').close(closeCode)];
      const reader = follow();
      expect(await reader.ended()).toBe(code);
      expect(reader.failure).toMatchObject({ closeCode, errors: [] });
      expect(cursors(reader)).toEqual(['a']);
      expect(client.state).toBe('idle');
      expect(server.introductions).toHaveLength(1);
    });

    it('messages without a cursor', async () => {
      server.script = [(subscription) => void subscription.answer({ data: { publicFeed: {} } })];
      expect(await follow().ended()).toBe('NO_CURSOR');
    });
  });

  it('waits longer with each failure, and not long again once it was live', async () => {
    const fail = (subscription: Subscription) => subscription.fail('INTERNAL_SERVER_ERROR');
    const lose = (subscription: Subscription) => subscription.close(1011);
    server.script = [
      ...[fail, fail, fail, fail, fail, fail],
      (subscription) => fail(subscription.next('a', { isLive: false })),
      (subscription) => fail(subscription.next('b')),
      ...[lose, lose],
      (subscription) => lose(subscription.next('c')),
      (subscription) => void subscription.next('d'),
    ];
    const reader = follow();
    await reader.until(() => reader.messages.length === 4);
    expect(waits).toEqual([
      ...[100, 200, 400, 800, 1_000, 1_000, 1_000],
      ...[100, 100, 200],
      ...[100],
    ]);
    expect(server.places.slice(-5)).toEqual(['a', 'b', 'b', 'b', 'c']);
  });

  it('comes back no sooner than the server wants it', async () => {
    server.script = [
      (subscription) => subscription.fail({ code: 'RATE_LIMITED', retryAfter: 7 }),
      (subscription) => void subscription.next('a'),
    ];
    const reader = follow();
    await reader.until(() => reader.messages.length === 1);
    expect(waits).toEqual([7_100]);
  });

  it('hands over what came in part, and tells what failed', async () => {
    const told: unknown[] = [];
    const errors = [{ message: 'A field failed.', path: ['publicFeed', 'activity'] }];
    server.script = [
      (subscription) => {
        const publicFeed = { cursor: 'a', isLive: true, activity: null };
        subscription.answer({ data: { publicFeed }, errors }).next('b');
      },
    ];
    const reader = follow({ onErrors: (faults, cursor) => void told.push(faults, cursor) });
    await reader.until(() => reader.messages.length === 2);
    expect(cursors(reader)).toEqual(['a', 'b']);
    expect(told).toEqual([errors, 'a']);
    expect(server.subscriptions).toHaveLength(1);
  });

  it('asks as the application does, but for the cursor', async () => {
    const variables = { username: 'ann', after: 'kept' };
    const reader = follow({ operationName: 'Two' }, variables);
    expect(reader.feed.cursor).toBe('kept');
    await reader.until(() => reader.messages.length === 1);
    expect(server.subscriptions[0]?.payload).toEqual({
      query: FEED.query,
      operationName: 'Two',
      variables: { username: 'ann', after: 'kept' },
    });
    server.subscriptions[0]?.close(1001);
    await reader.until(() => reader.messages.length === 2);
    expect(server.subscriptions[1]?.variables).toEqual({ username: 'ann', after: 'c' });
    expect(variables).toEqual({ username: 'ann', after: 'kept' });
  });
});
