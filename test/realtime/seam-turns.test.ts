import type { Queryable } from '../../src/database/statement';
import { logEntries, readLogHead } from '../../src/feed/feed-log.queries';
import type { FeedMessage } from '../../src/live/feed-message';
import { FeedStream, type FeedStreamOptions } from '../../src/live/feed-stream';
import { FeedHub } from '../../src/live/hub';
import { LiveStats } from '../../src/live/live-stats';
import type { Outlet } from '../../src/live/outlet';
import type { Renderer } from '../../src/live/rendering';
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

/** What a stream sends, told shortly: a sequence, or what kind of checkpoint. */
class Reader implements Outlet {
  readonly isFull = false;
  readonly bufferedBytes = 0;
  readonly frameBytes = 0;
  private readonly taken: Told[] = [];
  private onTold: (() => void) | null = null;

  constructor(
    readonly stream: FeedStream,
    renderer: Renderer = shortly,
  ) {
    const renderers = { usual: renderer, own: renderer, release: () => undefined };
    void stream.connect(renderers, this).next();
  }

  send(payload: Buffer): void {
    this.taken.push(JSON.parse(payload.toString()) as Told);
    this.onTold?.();
  }

  keep(): void {
    // Nothing has to wait.
  }

  gather(): void {
    // Nothing is written that could be gathered.
  }

  onceDrained(listener: () => void): void {
    setImmediate(listener);
  }

  async take(count: number): Promise<(string | number)[]> {
    while (this.taken.length < count) await new Promise<void>((resolve) => (this.onTold = resolve));
    return this.taken.splice(0, count).map(({ what }) => what);
  }
}

interface Told {
  readonly what: string | number;
}

const shortly: Renderer = {
  render: (message) => ({
    payload: Buffer.from(JSON.stringify({ what: short(message) })),
    peopleShown: new Set(),
  }),
};

/** Takes its time over checkpoints. */
class SlowCheckpoints implements Renderer {
  readonly isAsked: Promise<void>;
  private onAsked: () => void = () => undefined;
  private go: () => void = () => undefined;
  private readonly isFree = new Promise<void>((resolve) => (this.go = resolve));

  constructor() {
    this.isAsked = new Promise((resolve) => (this.onAsked = resolve));
  }

  async render(message: FeedMessage) {
    if (message.kind === 'FeedCheckpoint') {
      this.onAsked();
      await this.isFree;
    }
    return shortly.render(message);
  }

  release(): void {
    this.go();
  }
}

function short(message: FeedMessage): string | number {
  if (message.kind !== 'FeedCheckpoint') return message.position.sequence;
  return message.isLive ? `live at ${message.position.sequence}` : 'behind';
}

describe('at the seam between the log and the tail', () => {
  let app: TestApp;
  let ann: Member;
  let hub: FeedHub;
  let ofHub: HeldReads;
  let ofStream: HeldReads;
  let reader: Reader;
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
    const { entries, head } = await logEntries(app.app.database.reads, { feed: 'ALL' }, range);
    dispatched = head.sequence;
    return { done: hub.dispatch(entries) };
  };
  const open = (reads: Queryable, more: Partial<FeedStreamOptions> = {}) =>
    new Reader(new FeedStream(reads, hub, { ...options, ...more }));
  const live = (sequence: number) => `live at ${sequence}`;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  beforeEach(async () => {
    const { reads } = app.app.database;
    const { head } = await readLogHead(reads);
    ofHub = new HeldReads(reads);
    ofStream = new HeldReads(reads);
    hub = new FeedHub(ofHub, new LiveStats());
    hub.startAt(head);
    dispatched = head.sequence;
    options = {
      target: { feed: 'PUBLIC' },
      viewerId: null,
      from: head,
      isStart: false,
      limits: { payloads: 100, bytes: 100_000 },
    };
  });
  afterEach(() => reader.stream.end());
  afterAll(() => app.close());

  it('what a replay has read already does not come again when the tail reads it', async () => {
    const first = await write();
    reader = open(ofStream);
    expect(await reader.take(2)).toEqual([first, live(first)]);
    await (
      await dispatch()
    ).done;
    const second = await write();
    await (
      await dispatch()
    ).done;
    expect(await reader.take(1)).toEqual([second]);
  });

  it('a replay goes on when the tail has sent more than it has read', async () => {
    const first = await write();
    const isHeld = ofStream.holdAfter(1);
    reader = open(ofStream);
    await isHeld;
    const second = await write();
    await (
      await dispatch()
    ).done;
    ofStream.release();
    expect(await reader.take(4)).toEqual([first, 'behind', second, live(second)]);
  });

  describe('while the tail is sending', () => {
    let other: Reader;
    let first: number;

    beforeEach(async () => {
      other = open(app.app.database.reads, { isStart: true });
      expect(await other.take(1)).toEqual([live(dispatched)]);
      // It has joined once it receives what is dispatched.
      first = await write();
      await (
        await dispatch()
      ).done;
      expect(await other.take(1)).toEqual([first]);
    });
    afterEach(() => other.stream.end());

    it('a replay that has not read the same goes on until it has', async () => {
      const isHeld = ofStream.holdAfter(1);
      reader = open(ofStream);
      await isHeld;
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await dispatch();
      await isSending;
      ofStream.release();
      expect(await reader.take(4)).toEqual([first, 'behind', second, live(second)]);
      ofHub.release();
      await done;
      const third = await write();
      await (
        await dispatch()
      ).done;
      expect(await reader.take(1)).toEqual([third]);
    });

    it('a replay that has read the same does not get it again', async () => {
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await dispatch();
      await isSending;
      reader = open(ofStream);
      expect(await reader.take(3)).toEqual([first, second, live(second)]);
      ofHub.release();
      await done;
      const third = await write();
      await (
        await dispatch()
      ).done;
      expect(await reader.take(1)).toEqual([third]);
      expect(await other.take(2)).toEqual([second, third]);
    });
  });

  it('a checkpoint never tells of more than what was sent before it', async () => {
    const begin = dispatched;
    reader = open(ofStream);
    expect(await reader.take(1)).toEqual([live(begin)]);
    const isHeld = ofHub.holdAfter(0);
    const first = await write();
    const { done } = await dispatch();
    await isHeld;
    await hub.checkpointQuiet(0);
    ofHub.release();
    await done;
    await hub.checkpointQuiet(0);
    expect(await reader.take(3)).toEqual([live(begin), first, live(first)]);
  });

  it('what is dispatched while the last checkpoint is being rendered comes after it', async () => {
    const slowly = new SlowCheckpoints();
    reader = new Reader(new FeedStream(ofStream, hub, options), slowly);
    await slowly.isAsked;
    const first = await write();
    await (
      await dispatch()
    ).done;
    slowly.release();
    expect(await reader.take(2)).toEqual([live(first - 1), first]);
  });
});
