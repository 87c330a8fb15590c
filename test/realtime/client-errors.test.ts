import WebSocket from 'ws';
import { connect, type ConnectOptions, type FeedClient } from '../../src/client/client';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { FeedReader } from '../support/feed-reader';
import { FlakyProxy } from '../support/flaky-proxy';
import { operations } from '../support/operations';
import { copyDatabase } from '../support/copy-database';

const URL = 'https://blog.example/client-errors';

describe('a feed of the client', () => {
  let app: TestApp;
  let proxy: FlakyProxy;
  let ann: Member;
  let client: FeedClient;
  let now = Date.now();

  const connectTo = (options: ConnectOptions = {}) => {
    const quick = { webSocketImpl: WebSocket, retry: { minMs: 5, maxMs: 40 } };
    client = connect(`${proxy.url}/graphql`, { ...quick, ...options });
    return client;
  };
  const comments = async (count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await app.comment(ann, URL)).id);
    return ids;
  };
  const sql = (text: string) => app.app.database.source.query(text);
  const signIn = async (): Promise<string> => {
    const input = { identifier: 'ann', password: PASSWORD };
    return (await app.mutate('SignIn', input)).session.token;
  };

  /** An application's list, and how often it was fetched. */
  class List {
    ids: string[] = [];
    readonly reasons: string[] = [];

    async fetch({ code }: { code: string }): Promise<string> {
      this.reasons.push(code);
      const { publicFeed } = await app.data(operations.PublicFeed, { first: 100 });
      this.ids = publicFeed.edges.map(({ node }: any) => node.comment.id).reverse();
      return publicFeed.liveCursor;
    }
  }
  const followWith = (list: List) =>
    FeedReader.live(connectTo(), 'LivePublicFeed', {}, { refetch: (why) => list.fetch(why) });

  beforeEach(async () => {
    app = await TestApp.start({}, { clock: () => now });
    proxy = await FlakyProxy.before(app.url);
    ann = await app.join('ann');
  });
  afterEach(async () => {
    await client.close();
    await proxy.close();
    await app.close();
  });

  describe('whose session ends', () => {
    const DAY_MS = 24 * 60 * 60 * 1000;

    it('goes on with a new token', async () => {
      const tokens: string[] = [];
      const token = async () => {
        tokens.push(await signIn());
        return tokens.at(-1);
      };
      const bob = await app.join('bob');
      await app.follow(ann, bob);
      const reader = await FeedReader.live(connectTo({ token }), 'LiveHomeFeed');
      now += 91 * DAY_MS;
      await reader.until(() => reader.feed.state !== 'live');
      await reader.until(() => reader.feed.state === 'live');
      const input = { identifier: 'bob', password: PASSWORD };
      const { session } = await app.mutate('SignIn', input);
      const { id } = await app.comment({ ...bob, token: session.token }, URL);
      await reader.until(() => reader.events.length === 1);
      expect(reader.commentIds).toEqual([id]);
      expect(tokens).toHaveLength(2);
    });

    it('ends when it has but one token', async () => {
      const reader = await FeedReader.live(connectTo({ token: ann.token }), 'LiveHomeFeed');
      const other = await FeedReader.live(client, 'LivePublicFeed');
      await app.data(operations.SignOut, {}, ann);
      expect(await reader.ended()).toBe('UNAUTHENTICATED');
      expect(await other.ended()).toBe('UNAUTHENTICATED');
    });
  });

  it('of nobody, of nothing, or of what is no query, ends', async () => {
    connectTo();
    const nobody = new FeedReader(client, 'LiveHomeFeed');
    expect(await nobody.ended()).toBe('UNAUTHENTICATED');
    const nothing = new FeedReader(client, 'LiveProfileFeed', { username: 'nobody' });
    expect(await nothing.ended()).toBe('NOT_FOUND');
    const nowhere = new FeedReader(client, 'LivePostFeed', { url: 'nonsense' });
    expect(await nowhere.ended()).toBe('BAD_USER_INPUT');
    const wrong = new FeedReader(client, {
      query: 'subscription ($after: String) { publicFeed(after: $after) { cursor words } }',
    });
    expect(await wrong.ended()).toBe('GRAPHQL_VALIDATION_FAILED');
    const reader = await FeedReader.live(client, 'LivePublicFeed');
    expect(reader.messages).toHaveLength(1);
    expect(proxy.connections).toBe(1);
  });

  it('waits until the server is well again', async () => {
    await sql('ALTER TABLE "profile" RENAME TO "profile_away"');
    const reader = new FeedReader(connectTo(), 'LiveProfileFeed', { username: 'ann' });
    await reader.until(() => reader.states.filter((state) => state === 'waiting').length >= 3);
    expect(reader.failure).toBeNull();
    await sql('ALTER TABLE "profile_away" RENAME TO "profile"');
    await reader.until(() => reader.feed.state === 'live');
    const ids = await comments(1);
    await reader.until(() => reader.events.length === 1);
    expect(reader.commentIds).toEqual(ids);
  });

  describe('whose cursor the server no longer knows', () => {
    /** Goes back to a copy of the database, behind the clients' backs. */
    const restore = async (write: () => Promise<void>) => {
      const database = await app.stop();
      const copy = await copyDatabase(database);
      app = await TestApp.on(database, {}, { clock: () => now });
      proxy.pointTo(app.url);
      await write();
      proxy.refuse();
      await (await app.stop()).drop();
      app = await TestApp.on(copy, {}, { clock: () => now });
      proxy.pointTo(app.url);
    };

    it('fetches the list again and goes on from it, when it is of the future', async () => {
      const list = new List();
      const reader = await followWith(list);
      const kept = await comments(2);
      const lost: string[] = [];
      await restore(async () => {
        lost.push(...(await comments(2)));
        await reader.until(() => reader.events.length === 4);
      });
      proxy.accept();
      await reader.until(() => list.reasons.length === 1 && reader.feed.state === 'live');
      expect(list.reasons).toEqual(['CURSOR_INVALID']);
      expect(list.ids).toEqual(kept);
      const more = await comments(2);
      await reader.until(() => reader.events.length === 6);
      expect(reader.commentIds).toEqual([...kept, ...lost, ...more]);
    });

    it('fetches the list again and goes on from it, when it is of another epoch', async () => {
      const list = new List();
      const reader = await followWith(list);
      const kept = await comments(2);
      await restore(async () => {
        await comments(2);
        await reader.until(() => reader.events.length === 4);
      });
      const rewritten = await comments(3);
      proxy.accept();
      await reader.until(() => list.reasons.length === 1 && reader.feed.state === 'live');
      expect(list.reasons).toEqual(['CURSOR_FROM_ANOTHER_EPOCH']);
      expect(list.ids).toEqual([...kept, ...rewritten]);
      const more = await comments(1);
      await reader.until(() => reader.events.length === 5);
      expect(reader.commentIds.slice(4)).toEqual(more);
      expect(reader.states.slice(-3)).toEqual(['refetching', 'replaying', 'live']);
    });

    /** Writes while the reader is away, and prunes it all. */
    const prune = async (reader: FeedReader) => {
      await comments(1);
      await reader.until(() => reader.events.length === 1);
      proxy.refuse();
      proxy.cut();
      const missed = await comments(3);
      const last = '(SELECT MAX("sequence") FROM "feed_log")';
      await sql(`UPDATE "feed_log_head" SET "prunedSequence" = ${last},
        "prunedMark" = (SELECT "mark" FROM "feed_log" WHERE "sequence" = ${last})`);
      await sql(
        `DELETE FROM "feed_log" WHERE "sequence" <= (SELECT "prunedSequence" FROM "feed_log_head")`,
      );
      proxy.accept();
      return missed;
    };

    it('fetches the list again and goes on from it, when it is pruned', async () => {
      const list = new List();
      const reader = await followWith(list);
      const missed = await prune(reader);
      await reader.until(() => list.reasons.length === 1 && reader.feed.state === 'live');
      expect(list.reasons).toEqual(['CURSOR_EXPIRED']);
      expect(list.ids.slice(1)).toEqual(missed);
      const more = await comments(1);
      await reader.until(() => reader.events.length === 2);
      expect(reader.commentIds.slice(1)).toEqual(more);
    });

    it('tries again when the list cannot be fetched', async () => {
      const list = new List();
      let failures = 0;
      const refetch = async (why: { code: string }) => {
        if (failures === 3) return list.fetch(why);
        failures += 1;
        throw new Error('Offline.');
      };
      const reader = await FeedReader.live(connectTo(), 'LivePublicFeed', {}, { refetch });
      await prune(reader);
      await reader.until(() => list.reasons.length === 1 && reader.feed.state === 'live');
      const more = await comments(1);
      await reader.until(() => reader.events.length === 2);
      expect(reader.commentIds.slice(1)).toEqual(more);
    });

    it('fetches it only once the loop has done with what came before', async () => {
      const list = new List();
      const reader = await followWith(list);
      reader.hold();
      const states = reader.states.length;
      await prune(reader);
      await reader.until(() => reader.states.slice(states).includes('waiting'));
      await reader.until(() => reader.states.slice(states).includes('replaying'));
      await reader.until(() => reader.feed.state === 'waiting' && client.state === 'open');
      expect(list.reasons).toEqual([]);
      reader.release();
      await reader.until(() => list.reasons.length === 1 && reader.feed.state === 'live');
    });

    it('ends with the code when nobody fetches the list', async () => {
      const reader = await FeedReader.live(connectTo(), 'LivePublicFeed');
      await prune(reader);
      expect(await reader.ended()).toBe('CURSOR_EXPIRED');
      expect(reader.events).toHaveLength(1);
    });
  });
});
