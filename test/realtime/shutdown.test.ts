import { TestApp, type Member } from '../support/app';
import { largeWords } from '../support/large-words';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/shutdown';
/** Long enough for a busy machine, and far shorter than a stuck client would take to be given up. */
const SOON_MS = 10_000;

describe('a server that stops', () => {
  let app: TestApp;
  let ann: Member;

  const stop = async () => {
    const began = performance.now();
    const database = await app.stop();
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    return database;
  };
  const subscribed = async (variables: object = {}) => {
    const socket = await RawSocket.ready(app, ann);
    socket.subscribe('live', operations.LivePublicFeed, variables);
    await socket.until(() => socket.feed('live').length > 0);
    return socket;
  };

  beforeEach(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });

  it('closes every socket with 1001, and the clients resume at its successor', async () => {
    const sockets = [await subscribed(), await RawSocket.ready(app), await RawSocket.open(app)];
    const first = await app.comment(ann, URL);
    await sockets[0]!.until(() => sockets[0]!.feed('live').length === 2);
    const after = sockets[0]!.feed('live')[1].cursor;
    const second = await app.comment(ann, URL);
    const database = await stop();
    for (const socket of sockets) expect(await socket.closeCode()).toBe(1001);

    app = await TestApp.on(database);
    const feed = await LiveFeed.open(app, 'LivePublicFeed', { after });
    expect(feed.events).toMatchObject([{ activity: { comment: { id: second.id } } }]);
    expect(first.id).not.toBe(second.id);
    await feed.close();
    await app.close();
  });

  it('says that it is not ready any more, and takes no new sockets, while its own are closed', async () => {
    const ask = async (path: string) => (await fetch(`${app.url}${path}`)).status;
    expect(await Promise.all([ask('/health/live'), ask('/health/ready')])).toEqual([200, 200]);
    const socket = await subscribed();
    // One that does not answer the close frame is waited for.
    socket.pause();
    const stopping = stop();
    const late = RawSocket.open(app);
    const statuses = Promise.all([ask('/health/live'), ask('/health/ready')]);
    await expect(late).rejects.toThrow('503');
    expect(await statuses).toEqual([200, 503]);
    await (await stopping).drop();
    socket.resume();
    expect(await socket.closeCode()).toBe(1001);
  });

  it('does not wait for a client that has stopped reading', async () => {
    const start = await subscribed();
    const after = start.feed('live')[0].cursor;
    const words = () => largeWords('語');
    for (let index = 0; index < 200; index += 10)
      await Promise.all(Array.from({ length: 10 }, () => app.comment(ann, URL, words())));
    const stuck = [await subscribed(), await subscribed({ after })];
    for (const socket of stuck) socket.pause();
    await app.comment(ann, URL, words());
    await (await stop()).drop();
    for (const socket of [start, ...stuck]) {
      socket.resume();
      await socket.closeCode();
    }
  });
});
