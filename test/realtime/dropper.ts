import { decodeLiveCursor } from '../../src/schema/cursor';
import type { Member, TestApp } from '../support/app';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';
import type { Random } from '../support/random';
import type { Community } from './community';

/** A feed, and which entries of the log (named `l`) it has. */
export interface Followed {
  readonly operation: LiveOperation;
  readonly of: Record<string, unknown>;
  readonly condition: string;
}

/** One subscriber that loses its connection in every way there is, and resumes from the last cursor that it saw. */
export class Dropper {
  readonly received: { sequence: number; type: string }[] = [];
  /** After which sequence it began. */
  begin = 0;
  drops = 0;
  private cursor = '';
  private taken = 0;
  private live: LiveFeed | null = null;

  constructor(
    private readonly app: TestApp,
    readonly feed: Followed,
    private readonly by: Member,
    private readonly random: Random,
    private readonly community: Community,
  ) {}

  async start(): Promise<void> {
    this.connect();
    await this.current.until(() => this.current.messages.length > 0);
    this.begin = decodeLiveCursor(this.current.lastCursor).sequence;
  }

  /** Goes on until nothing more is written. */
  async run(): Promise<void> {
    while (!this.community.isOver) {
      await this.stay();
      await this.drop();
      await this.away();
      this.connect();
    }
  }

  /** Waits until it has seen the log up to a sequence, or heard that there is nothing for it. */
  async finish(end: number): Promise<void> {
    const reached = () => decodeLiveCursor(this.current.messages.at(-1)?.cursor ?? this.cursor);
    await this.current.until(() => reached().sequence >= end);
    await this.drop();
  }

  private get current(): LiveFeed {
    if (!this.live) throw new Error('Not connected.');
    return this.live;
  }

  private connect(): void {
    const after = this.cursor === '' ? {} : { after: this.cursor };
    this.live = new LiveFeed(this.app, this.feed.operation, { ...this.feed.of, ...after }, this.by);
    this.taken = 0;
  }

  /** Until the first messages of a replay have come, or it is live, or for some mutations longer. */
  private async stay(): Promise<void> {
    const way = this.random.below(3);
    const { current } = this;
    const few = 1 + this.random.below(5);
    const isLive = (message: Message) => message.isLive;
    await current.until(() => current.messages.length >= few || current.messages.some(isLive));
    if (way === 0) return;
    await current.until(() => current.messages.some(isLive));
    if (way === 2) await this.community.until(this.community.done + this.random.below(60));
  }

  private async away(): Promise<void> {
    const isLong = this.random.below(3) === 0;
    // Who comes back at once, always, leaves those who write no time to write.
    await this.community.until(this.community.done + this.random.below(isLong ? 100 : 10));
  }

  /** What comes after this is not seen: a client resumes from what it has seen. */
  private async drop(): Promise<void> {
    const { current } = this;
    this.note();
    this.drops += 1;
    if (current.failure) throw new Error(`It ended: ${JSON.stringify(current.failure)}`);
    if (this.random.below(2) === 0) current.drop();
    else await current.close();
  }

  private note(): void {
    for (const message of this.current.messages.slice(this.taken)) {
      this.cursor = message.cursor;
      if (message.__typename === 'FeedCheckpoint') continue;
      const { sequence } = decodeLiveCursor(message.cursor);
      this.received.push({ sequence, type: message.__typename });
    }
    this.taken = this.current.messages.length;
  }
}
