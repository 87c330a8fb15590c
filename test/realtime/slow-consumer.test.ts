import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TestApp, type Member } from '../support/app';
import { largeWords } from '../support/large-words';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/slow';
const BUFFER = 40;
/** Some 80 kB in a message: what the operating system keeps for a socket holds some 120 of them. */
const words = () => largeWords('😀');
const MANY = 240;
/** More than may be kept in memory. */
const LARGE = 400;
/** Nearly a page of a replay. */
const MISSED = 190;
const MB = 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('a client that stops reading', () => {
  let app: TestApp;
  let ann: Member;
  let written: string[] = [];

  /** Writes several large comments at a time. */
  const write = async (count: number) => {
    const writer = async () => {
      while (written.length < count) {
        written.push('');
        const at = written.length - 1;
        written[at] = (await app.comment(ann, URL, words())).id;
      }
    };
    await Promise.all([writer(), writer(), writer()]);
  };
  const slow = async (variables: object = {}) => {
    const socket = await RawSocket.ready(app);
    socket.subscribe('slow', operations.LivePublicFeed, variables);
    await socket.until(() => socket.feed('slow').length > 0);
    return socket;
  };
  const events = (socket: RawSocket) =>
    socket.feed('slow').filter((message) => message.__typename === 'ActivityAdded');
  const idsOf = (messages: any[]) => messages.map((message) => message.activity.comment.id);

  beforeEach(async () => {
    written = [];
    app = await TestApp.start({ subscriptionBuffer: BUFFER, checkpointIntervalMs: 1_000 });
    ann = await app.join('ann');
  });
  afterEach(() => app.close());

  it('is ended with SLOW_CONSUMER, resumes without loss, and holds nobody up meanwhile', async () => {
    const stuck = await slow();
    const brisk = await LiveFeed.open(app, 'LivePublicFeed');
    stuck.pause();
    await write(MANY);
    await brisk.until(() => brisk.events.length === MANY);
    for (let index = 0; index < 10; index += 1) {
      const began = performance.now();
      const { id } = await app.comment(ann, URL, words());
      written.push(id);
      await brisk.until(() => idsOf(brisk.events).includes(id));
      expect(performance.now() - began).toBeLessThan(2_000);
    }
    const all = idsOf(brisk.events);
    expect([...all].sort()).toEqual([...written].sort());

    stuck.resume();
    await stuck.until(() => stuck.errors('slow').length > 0);
    expect(stuck.errors('slow')).toMatchObject([{ extensions: { code: 'SLOW_CONSUMER' } }]);
    const before = idsOf(events(stuck));
    expect(before.length).toBeLessThan(all.length);
    expect(before).toEqual(all.slice(0, before.length));

    const after = stuck.feed('slow').at(-1).cursor;
    const resumed = await LiveFeed.open(app, 'LivePublicFeed', { after });
    expect([...before, ...idsOf(resumed.events)]).toEqual(all);
    await Promise.all([stuck.close(), brisk.close(), resumed.close()]);
  });

  it('is ended as well when the bytes that wait for it are too many', async () => {
    await app.close();
    app = await TestApp.start({ subscriptionBuffer: 1_000, subscriptionBufferBytes: 500_000 });
    ann = await app.join('ann');
    const stuck = await slow();
    stuck.pause();
    const brisk = await LiveFeed.open(app, 'LivePublicFeed');
    await write(MANY);
    await brisk.until(() => brisk.events.length === MANY);
    expect(app.app.stats.bufferOverflows).toBe(1);
    stuck.resume();
    await stuck.until(() => stuck.errors('slow').length > 0);
    expect(stuck.errors('slow')).toMatchObject([{ extensions: { code: 'SLOW_CONSUMER' } }]);
    await Promise.all([stuck.close(), brisk.close()]);
  });

  it('does not make the server keep what it does not take', async () => {
    const socket = await slow();
    await write(20);
    socket.pause();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    await write(LARGE);
    collectGarbage();
    const kept = process.memoryUsage().heapUsed - before;
    // Its words and their HTML alone are 80 kB of each comment.
    expect((LARGE * 80_000) / MB).toBeGreaterThan(30);
    expect(kept / MB).toBeLessThan(12);
    socket.resume();
    await socket.until(() => socket.errors('slow').length > 0);
    await socket.close();
  });

  it('in a replay is waited for, and is sent all of it', async () => {
    const { cursor } = (await slow()).feed('slow')[0];
    await write(MISSED);
    const stuck = await slow({ after: cursor });
    stuck.pause();
    const brisk = await LiveFeed.open(app, 'LivePublicFeed');
    await write(MISSED + 60);
    await brisk.until(() => brisk.events.length === 60);
    expect(stuck.feed('slow').some((message) => message.isLive)).toBe(false);

    stuck.resume();
    // Each page that it reads waits for the socket: what is written meanwhile must find room, or wait as well.
    const isLive = () => stuck.feed('slow').some((message) => message.isLive);
    while (!isLive()) await write(written.length + 1);
    await write(written.length + 1);
    await stuck.until(() => events(stuck).length >= written.length);
    expect(stuck.errors('slow')).toEqual([]);
    expect([...idsOf(events(stuck))].sort()).toEqual([...written].sort());
    await brisk.until(() => brisk.events.length === written.length - MISSED);
    expect(idsOf(events(stuck)).slice(MISSED)).toEqual(idsOf(brisk.events));
    await Promise.all([stuck.close(), brisk.close()]);
  });
});
