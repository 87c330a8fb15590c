import type { Queryable } from '../../src/database/statement';
import { readLogHead } from '../../src/feed/feed-log.queries';
import { FeedStream, type FeedStreamOptions } from '../../src/live/feed-stream';
import { TestApp, type Member } from '../support/app';
import { DrivenHub } from './driven-hub';
import { HeldReads } from './held-reads';
import { ShortReader, SlowCheckpoints } from './short-reader';

const URL = 'https://blog.example/turns';
const LOG = '"feed_log" AS l';

describe('at the seam between the log and the tail', () => {
  let app: TestApp;
  let ann: Member;
  let driven: DrivenHub;
  let ofHub: HeldReads;
  let ofStream: HeldReads;
  let reader: ShortReader;
  let options: FeedStreamOptions;

  /** Writes a comment. @returns its sequence */
  const write = async () => {
    await app.comment(ann, URL);
    return (await readLogHead(app.app.database.reads)).head.sequence;
  };
  const dispatch = () => driven.dispatch();
  const open = (reads: Queryable, more: Partial<FeedStreamOptions> = {}) =>
    new ShortReader(new FeedStream(reads, driven.hub, { ...options, ...more }));
  const live = (sequence: number) => `live at ${sequence}`;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  beforeEach(async () => {
    const { driven: made, head } = await DrivenHub.of(app);
    driven = made;
    ofHub = driven.reads;
    ofStream = new HeldReads(app.app.database.reads);
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
    await dispatch();
    const second = await write();
    await dispatch();
    expect(await reader.take(1)).toEqual([second]);
  });

  it('a replay goes on when the tail has sent more than it has read', async () => {
    const first = await write();
    const isHeld = ofStream.holdAfter(1);
    reader = open(ofStream);
    await isHeld;
    const second = await write();
    await dispatch();
    ofStream.release();
    expect(await reader.take(3)).toEqual([first, second, live(second)]);
  });

  describe('while more is written and sent whenever a replay reads the log', () => {
    const writeMore = async (count: number) => {
      const written: number[] = [];
      for (let index = 0; index < count; index += 1) {
        written.push(await write());
        await dispatch();
      }
      return written;
    };

    /** Opens a replay that has read the log once when more is sent, and again when still more is. */
    const openBeside = async (payloads: number, later: number) => {
      const missed = await write();
      const isHeld = ofStream.holdAfter(1);
      reader = open(ofStream, { limits: { payloads, bytes: 100_000 } });
      await isHeld;
      const first = await writeMore(2);
      await ofStream.holdNext(LOG);
      const second = await writeMore(later);
      ofStream.release();
      return { first: [missed, ...first], second };
    };
    /** Nothing else was on its way. */
    const checkNext = async () => {
      const next = await writeMore(1);
      expect(await reader.take(1)).toEqual(next);
    };

    it('it becomes live all the same, and gets then what was sent since', async () => {
      const { first, second } = await openBeside(100, 2);
      expect(await reader.take(6)).toEqual([...first, live(first.at(-1)!), ...second]);
      await checkNext();
    });

    it('it reads that too from the log where its buffer has no room for it', async () => {
      const { first, second } = await openBeside(3, 5);
      expect(await reader.take(9)).toEqual([...first, ...second, live(second.at(-1)!)]);
      await checkNext();
    });
  });

  describe('while the tail is sending', () => {
    let other: ShortReader;
    let first: number;

    beforeEach(async () => {
      other = open(app.app.database.reads, { isStart: true });
      expect(await other.take(1)).toEqual([live(driven.dispatched)]);
      // It has joined once it receives what is dispatched.
      first = await write();
      await dispatch();
      expect(await other.take(1)).toEqual([first]);
    });
    afterEach(() => other.stream.end());

    it('a replay that has not read the same goes on until it has', async () => {
      const isHeld = ofStream.holdAfter(1);
      reader = open(ofStream);
      await isHeld;
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await driven.begin();
      await isSending;
      ofStream.release();
      expect(await reader.take(3)).toEqual([first, second, live(second)]);
      ofHub.release();
      await done;
      const third = await write();
      await dispatch();
      expect(await reader.take(1)).toEqual([third]);
    });

    it('a replay that has read the same does not get it again', async () => {
      const second = await write();
      const isSending = ofHub.holdAfter(0);
      const { done } = await driven.begin();
      await isSending;
      reader = open(ofStream);
      expect(await reader.take(3)).toEqual([first, second, live(second)]);
      ofHub.release();
      await done;
      const third = await write();
      await dispatch();
      expect(await reader.take(1)).toEqual([third]);
      expect(await other.take(2)).toEqual([second, third]);
    });
  });

  it('a checkpoint never tells of more than what was sent before it', async () => {
    const begin = driven.dispatched;
    reader = open(ofStream);
    expect(await reader.take(1)).toEqual([live(begin)]);
    const isHeld = ofHub.holdAfter(0);
    const first = await write();
    const { done } = await driven.begin();
    await isHeld;
    await driven.hub.checkpointQuiet(0);
    ofHub.release();
    await done;
    await driven.hub.checkpointQuiet(0);
    expect(await reader.take(3)).toEqual([live(begin), first, live(first)]);
  });

  it('what is dispatched while the last checkpoint is being rendered comes after it', async () => {
    const slowly = new SlowCheckpoints();
    reader = new ShortReader(new FeedStream(ofStream, driven.hub, options), slowly);
    await slowly.isAsked;
    const first = await write();
    await dispatch();
    slowly.release();
    expect(await reader.take(2)).toEqual([live(first - 1), first]);
  });
});
