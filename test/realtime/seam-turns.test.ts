import type { Queryable } from '../../src/database/statement';
import { logEntries, readLogHead } from '../../src/feed/feed-log.queries';
import type { FeedMessage } from '../../src/live/feed-message';
import { FeedStream, type FeedStreamOptions } from '../../src/live/feed-stream';
import { FeedHub } from '../../src/live/hub';
import { TestApp, type Member } from '../support/app';

const URL = 'https://blog.example/turns';

/** The database's reads, of which a test can hold up the next ones. */
class HeldReads implements Queryable {
  private free = Number.POSITIVE_INFINITY;
  private readonly held: (() => void)[] = [];
  private onHeld: (() => void) | null = null;

  constructor(private readonly reads: Queryable) {}

  async all(...read: Parameters<Queryable['all']>): Promise<any[]> {
    this.free -= 1;
    if (this.free < 0)
      await new Promise<void>((resolve) => {
        this.held.push(resolve);
        this.onHeld?.();
      });
    return this.reads.all(...read);
  }

  /** Lets so many reads pass. @returns when another waits */
  holdAfter(count: number): Promise<void> {
    this.free = count;
    return new Promise((resolve) => (this.onHeld = resolve));
  }

  release(): void {
    this.free = Number.POSITIVE_INFINITY;
    for (const go of this.held.splice(0)) go();
  }
}

describe('at the seam between the log and the tail', () => {
  let app: TestApp;
  let ann: Member;
  let hub: FeedHub;
  let ofHub: HeldReads;
  let ofStream: HeldReads;
  let stream: FeedStream;
  let options: FeedStreamOptions;
  let dispatched: number;

  /** Writes a comment. @returns its sequence */
  const write = async () => {
    await app.comment(ann, URL);
    return (await readLogHead(app.app.database.reads)).head.sequence;
  };
  /** Does as the tail does. */
  const dispatch = async () => {
    const range = { after: dispatched, upTo: Number.MAX_SAFE_INTEGER, limit: 500 };
    const { entries, head } = await logEntries(app.app.database.reads, { feed: 'PUBLIC' }, range);
    dispatched = head.sequence;
    return { done: hub.dispatch(entries) };
  };
  const short = (message: FeedMessage | undefined) => {
    if (message?.kind !== 'FeedCheckpoint') return message?.position.sequence;
    return message.isLive ? 'live' : 'behind';
  };
  const take = async (count: number) => {
    const messages = [];
    for (let index = 0; index < count; index += 1)
      messages.push(short((await stream.next()).value));
    return messages;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  beforeEach(async () => {
    const { reads } = app.app.database;
    const { head } = await readLogHead(reads);
    ofHub = new HeldReads(reads);
    ofStream = new HeldReads(reads);
    hub = new FeedHub(ofHub);
    hub.startAt(head);
    dispatched = head.sequence;
    options = {
      target: { feed: 'PUBLIC' },
      viewerId: null,
      from: head,
      isStart: false,
      bufferSize: 100,
    };
    stream = new FeedStream(ofStream, hub, options);
  });
  afterEach(() => stream.end());
  afterAll(() => app.close());

  it('what a replay has read already does not come again when the tail reads it', async () => {
    const first = await write();
    expect(await take(2)).toEqual([first, 'live']);
    await (
      await dispatch()
    ).done;
    const second = await write();
    await (
      await dispatch()
    ).done;
    expect(await take(1)).toEqual([second]);
  });

  it('a replay goes on when the tail has sent more than it has read', async () => {
    const first = await write();
    const isHeld = ofStream.holdAfter(1);
    const taking = take(4);
    await isHeld;
    const second = await write();
    await (
      await dispatch()
    ).done;
    ofStream.release();
    expect(await taking).toEqual([first, 'behind', second, 'live']);
  });

  describe('while the tail is sending', () => {
    let other: FeedStream;
    let next: ReturnType<FeedStream['next']>;

    beforeEach(async () => {
      other = new FeedStream(app.app.database.reads, hub, { ...options, isStart: true });
      expect(short((await other.next()).value)).toBe('live');
      next = other.next();
      const first = await write();
      await (
        await dispatch()
      ).done;
      expect(short((await next).value)).toBe(first);
    });
    afterEach(() => other.end());

    it('a replay that has not read the same goes on until it has', async () => {
      const isHeld = ofStream.holdAfter(1);
      const taking = take(4);
      await isHeld;
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await dispatch();
      await isSending;
      ofStream.release();
      expect(await taking).toEqual([second - 1, 'behind', second, 'live']);
      ofHub.release();
      await done;
      const third = await write();
      await (
        await dispatch()
      ).done;
      expect(await take(1)).toEqual([third]);
    });

    it('a replay that has read the same does not get it again', async () => {
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await dispatch();
      await isSending;
      expect(await take(3)).toEqual([second - 1, second, 'live']);
      ofHub.release();
      await done;
      const third = await write();
      await (
        await dispatch()
      ).done;
      expect(await take(1)).toEqual([third]);
      const rest = [await other.next(), await other.next()];
      expect(rest.map(({ value }) => short(value))).toEqual([second, third]);
    });
  });

  it('a checkpoint never tells of more than what was sent before it', async () => {
    expect(await take(1)).toEqual(['live']);
    const isHeld = ofHub.holdAfter(0);
    const first = await write();
    const { done } = await dispatch();
    await isHeld;
    hub.checkpointQuiet(0);
    ofHub.release();
    await done;
    hub.checkpointQuiet(0);
    expect(await take(1)).toEqual([first]);
    hub.checkpointQuiet(0);
    const { value } = await stream.next();
    expect(value).toMatchObject({ kind: 'FeedCheckpoint', position: { sequence: first } });
  });
});
