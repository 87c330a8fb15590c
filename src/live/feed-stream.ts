import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { Permits } from '../permits';
import type { FeedMessage } from './feed-message';
import type { FeedTarget } from './feed-target';
import { slowConsumer } from './live-error';
import { Outbox, type OutboxLimits } from './outbox';
import type { Outlet } from './outlet';
import type { Renderer, Renderers } from './rendering';
import { Replay, type ReplayPage } from './replay';
import { SilentGenerator } from './silent-generator';
import type { StreamHost } from './stream-host';
import { Wording } from './wording';

/** What was read longer ago than this is read again: a message shows everything as it is when it is sent. */
const STALE_MS = 1_000;

export interface FeedStreamOptions {
  readonly target: FeedTarget;
  /** Whose blocks count; null when nobody is signed in. */
  readonly viewerId: number | null;
  readonly from: LogPosition;
  /** Whether it begins now rather than after a cursor. */
  readonly isStart: boolean;
  readonly limits: OutboxLimits;
}

/** Where a stream's messages go, and how they are put into words. */
interface Way {
  readonly renderers: Renderers;
  readonly outlet: Outlet;
  readonly outbox: Outbox;
  readonly wording: Wording;
}

/**
 * One subscriber. It first replays what it missed, as slowly as its socket drains. At the end of the log it joins the hub
 * and reads on up to what was dispatched without it, while what is dispatched from then on waits: nothing falls between,
 * nothing comes twice, and however much is being written, it becomes live.
 *
 * Payloads go to its outlet directly. As an iterator it yields nothing: it ends when the subscription does, and throws
 * what the client is to be told.
 */
export class FeedStream extends SilentGenerator {
  readonly target: FeedTarget;
  readonly viewerId: number | null;
  /** When the last message was taken in, in whole milliseconds of `performance.now()`: V8 keeps others in an object each. */
  lastMessageAt = Math.floor(performance.now());
  /** Everything up to here was sent by the replay. */
  private replayed: LogPosition;
  /** What the hub delivers up to here is the replay's to send, or was delivered before. */
  private delivered: LogPosition;
  private way: Way | null = null;
  private readonly permits: Permits;
  private isJoined = false;
  private isLive = false;
  private isReplaying = false;

  constructor(
    private readonly reads: Queryable,
    private readonly hub: StreamHost<FeedStream>,
    private readonly options: FeedStreamOptions,
  ) {
    super();
    this.target = options.target;
    this.viewerId = options.viewerId;
    this.replayed = options.from;
    this.delivered = options.from;
    // One that begins now has missed next to nothing.
    this.permits = options.isStart ? new Permits(Number.POSITIVE_INFINITY) : hub.permits;
  }

  /** Says where messages go. They are sent from the first {@link next} on. */
  connect(renderers: Renderers, outlet: Outlet): this {
    const outbox = new Outbox(outlet, this.options.limits);
    const wording = new Wording(this.reads, this.hub.stats, renderers, this.viewerId);
    this.way = { renderers, outlet, outbox, wording };
    return this;
  }

  get renderer(): Renderer {
    return this.connected.renderers.usual;
  }

  /** For messages that the viewer must not share. */
  get ownRenderer(): Renderer {
    return this.connected.renderers.own;
  }

  /** Has what is delivered until the event loop's next phase written at once. */
  gather(): void {
    if (!this.isEnded) this.connected.outlet.gather();
  }

  /** Takes in what the hub dispatches. What the replay has already sent is passed over. */
  deliver(payload: Buffer, position: LogPosition, now: number): void {
    if (!this.isJoined || position.sequence <= this.delivered.sequence) return;
    this.delivered = position;
    this.put(payload, now);
  }

  /** Moves the cursor of a feed that has been quiet. One that is not read has enough to read. */
  checkpointAt(payload: Buffer, position: LogPosition, now: number): void {
    if (!this.isJoined || position.sequence < this.delivered.sequence) return;
    if (!this.isLive || !this.connected.outbox.isEmpty) return;
    this.delivered = position;
    this.put(payload, now);
  }

  protected onEnd(hasBegun: boolean): void {
    this.way?.outbox.clear();
    this.way?.renderers.release();
    this.leave();
    this.replays(false);
    if (hasBegun) this.hub.stats.subscriptions -= 1;
  }

  private get connected(): Way {
    if (!this.way) throw new Error('This stream has nowhere to send its messages.');
    return this.way;
  }

  protected async run(): Promise<void> {
    this.hub.stats.subscriptions += 1;
    if (this.options.isStart)
      await this.patiently(() => this.checkpoint(this.replayed, true, true));
    else this.replays(true);
    const replay = new Replay(this.reads, this.hub.parts, this.target, this.viewerId);
    while (!this.isOver()) await this.patiently(() => this.catchUp(replay));
  }

  private patiently(work: () => Promise<void>): Promise<void> {
    return this.hub.patience.with(work, () => !this.isEnded);
  }

  private replays(isReplaying: boolean): void {
    if (isReplaying === this.isReplaying) return;
    this.isReplaying = isReplaying;
    this.hub.stats.replaysUnderWay += isReplaying ? 1 : -1;
    if (isReplaying) this.hub.stats.replaysStarted += 1;
  }

  /** @returns up to where the log is still to be read */
  private join(): LogPosition {
    this.connected.outbox.hold();
    const end = this.hub.join(this, this.replayed);
    this.delivered = end.sequence > this.replayed.sequence ? end : this.replayed;
    this.isJoined = true;
    return end;
  }

  private leave(): void {
    this.isJoined = false;
    this.hub.leave(this);
  }

  /** Whether there is nothing more to replay. */
  private isOver(): boolean {
    return this.isLive || this.isEnded;
  }

  /** Replays one page, and becomes live when there is nothing left to read. */
  private async catchUp(replay: Replay): Promise<void> {
    await this.permits.take();
    try {
      if (this.isEnded) return;
      const from = this.replayed;
      const page = await replay.read(from);
      if (!(await this.sendPage(page, page.reached))) return;
      // Who joins must have room for what is dispatched: a slow reader is waited for here, where nothing is lost by it.
      await this.waitedForReader();
      if (this.isOver()) return;
      if (!page.hasMore) {
        if (await this.hasCaughtUp(replay)) await this.becomeLive();
      } else if (!this.options.isStart && page.reached.sequence > from.sequence)
        await this.checkpoint(page.reached, false, false);
    } catch (error) {
      // Done again, it goes on after what was sent.
      this.isLive = false;
      this.forgetDispatched();
      throw error;
    } finally {
      this.permits.give();
    }
  }

  /**
   * Joins the hub, and reads the log up to what it had dispatched: that end no longer moves. What is dispatched meanwhile
   * waits in the outbox.
   * @returns false when that had no room for it, or is of what the feed no longer is: then the replay goes on
   */
  private async hasCaughtUp(replay: Replay): Promise<boolean> {
    const end = this.join();
    // What became of a profile before this joined it, nobody but the database tells.
    await replay.lookUpTarget();
    while (this.isJoined && this.replayed.sequence < end.sequence)
      await this.sendPage(await replay.read(this.replayed), end);
    if (this.isJoined && !this.hub.isInPlace(this)) this.forgetDispatched();
    return this.isJoined;
  }

  /** @returns whether the whole page up to that end was sent, and not only its beginning */
  private async sendPage(page: ReplayPage, end: LogPosition): Promise<boolean> {
    for (const message of page.messages) {
      if (message.position.sequence > end.sequence) break;
      await this.hub.turns.next();
      const hasWaited = await this.waitedForReader();
      if (this.isEnded) return false;
      if (hasWaited && performance.now() - page.readAt > STALE_MS) return false;
      this.connected.outlet.gather();
      await this.send(message, page);
      this.replayed = message.position;
      this.hub.stats.replayedEntries += 1;
    }
    this.replayed = page.reached.sequence > end.sequence ? end : page.reached;
    return !this.isEnded;
  }

  private async becomeLive(): Promise<void> {
    this.isLive = true;
    if (!this.options.isStart) await this.checkpoint(this.replayed, true, false);
    this.replays(false);
    this.connected.outbox.release();
  }

  private async checkpoint(position: LogPosition, isLive: boolean, isStart: boolean) {
    await this.send({ kind: 'FeedCheckpoint', position, isLive, isStart }, null);
  }

  /** @param page the page that a message is of; null for a checkpoint */
  private async send(message: FeedMessage, page: ReplayPage | null): Promise<void> {
    const payload = await this.connected.wording.of(message, page);
    if (this.isEnded) return;
    this.lastMessageAt = Math.floor(performance.now());
    this.hub.stats.deliveries += 1;
    this.connected.outlet.send(payload);
  }

  /** Waits until the socket takes more, and lets others replay meanwhile. @returns whether it had to */
  private async waitedForReader(): Promise<boolean> {
    if (!this.connected.outlet.isFull || this.isEnded) return false;
    this.permits.give();
    await this.untilDrained();
    await this.permits.take();
    return true;
  }

  private async untilDrained(): Promise<void> {
    const { outlet } = this.connected;
    while (outlet.isFull && !this.isEnded)
      await new Promise<void>((resolve) => outlet.onceDrained(resolve));
  }

  /** It is still replaying: what was dispatched is in the log. */
  private forgetDispatched(): void {
    this.leave();
    this.connected.outbox.clear();
  }

  private put(payload: Buffer, now: number): void {
    const { outbox } = this.connected;
    if (outbox.put(payload)) {
      this.lastMessageAt = Math.floor(now);
      this.hub.stats.deliveries += 1;
    } else if (this.isLive) {
      this.hub.stats.bufferOverflows += 1;
      this.end(slowConsumer());
    } else {
      this.forgetDispatched();
    }
  }
}
