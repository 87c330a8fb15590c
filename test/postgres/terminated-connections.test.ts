import { decodeLiveCursor } from '../../src/schema/cursor';
import { TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { FlakyProxy } from '../support/flaky-proxy';
import { LiveFeed, type LiveOperation } from '../support/live';
import { Terminator } from '../support/lost-connections';
import { operations } from '../support/operations';

const PAGE = 'https://blog.example/terminated-connections';
const WRITERS = 4;
/** How often all connections are ended, and how much is written between two times. */
const TIMES = 10;
const WRITTEN_BETWEEN = 8;

describe('while connections to the database are ended again and again', () => {
  let app: TestApp;
  let terminator: Terminator;
  let ann: Member;
  let bob: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob', { follow: ['ann'] });
    terminator = await Terminator.of(app.databaseUrl);
  });
  afterAll(async () => {
    await terminator.close();
    await app.close();
  });

  /** Comments until it is acknowledged. @returns the comment's id */
  const write = async (idempotencyKey: string): Promise<string> => {
    const input = { postUrl: PAGE, body: idempotencyKey, idempotencyKey };
    for (;;) {
      const { data } = await app.send(operations.AddComment, { input }, ann.token);
      if (data?.addComment.comment) return data.addComment.comment.id;
    }
  };

  it('each subscriber gets each event once and in order, and stays subscribed', async () => {
    const feeds: LiveFeed[] = [];
    const listen = (operation: LiveOperation, after: string | null, by: Member | null = null) => {
      const feed = new LiveFeed(app, operation, { after }, by);
      feeds.push(feed);
      return feed;
    };
    const first = listen('LivePublicFeed', null);
    await first.until(() => first.messages.length > 0);
    const begin = first.lastCursor;
    for (const by of [null, bob]) listen('LivePublicFeed', null, by);
    listen('LiveHomeFeed', null, bob);
    await eventually(() => feeds.every(({ messages }) => messages.length > 0));

    let isOver = false;
    const written: string[] = [];
    const writer = async (name: number) => {
      for (let turn = 0; !isOver; turn += 1) written.push(await write(`${name} ${turn}`));
    };
    const writers = Array.from({ length: WRITERS }, (_, name) => writer(name));
    for (let time = 0; time < TIMES; time += 1) {
      const goal = written.length + WRITTEN_BETWEEN;
      await eventually(() => written.length >= goal);
      expect(await terminator.terminateAll()).toBeGreaterThan(0);
      // Others come back meanwhile, and are sent what they missed.
      listen('LivePublicFeed', begin);
      listen('LiveHomeFeed', begin, bob);
    }
    isOver = true;
    await Promise.all(writers);

    for (const feed of feeds) {
      await feed.until(() => feed.events.length >= written.length);
      const ids = feed.events.map(({ activity }) => activity.comment.id);
      expect([...ids].sort()).toEqual([...written].sort());
      const sequences = feed.messages.map(({ cursor }) => decodeLiveCursor(cursor).sequence);
      expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
      expect([feed.failure, feed.isComplete]).toEqual([null, false]);
    }
    await Promise.all(feeds.map((feed) => feed.close()));
  }, 120_000);

  it('subscribers of a node that is cut off hear later what others wrote meanwhile', async () => {
    const proxy = await FlakyProxy.before(app.databaseUrl);
    const url = new URL(app.databaseUrl);
    url.port = new URL(proxy.url).port;
    url.hostname = 'localhost';
    const node = await TestApp.on({ url: url.href, drop: () => Promise.resolve() });
    try {
      const live = await Promise.all([
        LiveFeed.open(node, 'LivePublicFeed'),
        LiveFeed.open(node, 'LiveHomeFeed', {}, bob),
      ]);
      const after = live[0].lastCursor;
      proxy.refuse();
      proxy.cut();
      const ids: string[] = [];
      for (let index = 0; index < 5; index += 1) ids.push((await app.comment(ann, PAGE)).id);
      const late = [
        new LiveFeed(node, 'LivePublicFeed', { after }),
        new LiveFeed(node, 'LiveHomeFeed', { after }, bob),
      ];
      // They try, and try again.
      const refused = proxy.connections + 10;
      await eventually(() => proxy.connections > refused);
      expect((await fetch(`${node.url}/health/ready`)).status).toBe(503);
      proxy.accept();
      ids.push((await app.comment(ann, PAGE)).id);
      for (const feed of [...live, ...late]) {
        await feed.until(() => feed.events.length >= ids.length);
        expect(feed.events.map(({ activity }) => activity.comment.id)).toEqual(ids);
        expect([feed.failure, feed.isComplete]).toEqual([null, false]);
      }
      await Promise.all([...live, ...late].map((feed) => feed.close()));
    } finally {
      await node.stop();
      await proxy.close();
    }
  });
});
