import { blocksBetween } from '../blocks/block.queries';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { logEntries, markOfEntry, type LogEntry, type LogPage } from '../feed/feed-log.queries';
import { postIdsByUrls } from '../posts/post.queries';
import type { FeedMessage } from './feed-message';
import { logFilterOf, peopleOf, type FeedTarget } from './feed-target';
import { cursorExpired, cursorFromAnotherEpoch, slowConsumer } from './live-error';
import { loadMessages } from './message-loader';

/** A replay reads this many of a feed's entries at once, and looks through this much of the log for them. */
const ENTRIES_AT_ONCE = 200;
const LOG_AT_ONCE = 10_000;

/** What dispatches new entries to streams that have caught up with it. */
export interface StreamHost {
  /** Takes a stream in, if it has seen everything that was dispatched before. */
  join(stream: FeedStream, seen: LogPosition): boolean;
  leave(stream: FeedStream): void;
}

export interface FeedStreamOptions {
  readonly target: FeedTarget;
  /** Whose blocks count; null when nobody is signed in. */
  readonly viewerId: number | null;
  readonly from: LogPosition;
  /** Whether it begins now rather than after a cursor. */
  readonly isStart: boolean;
  /** How many messages may wait for the socket. */
  readonly bufferSize: number;
}

/**
 * One subscriber's messages, as an iterator that is pulled as the socket drains. It first reads the log itself, page by
 * page, until it has seen all that the hub has dispatched; in that same turn of the event loop it joins the hub, so that
 * nothing falls between and nothing comes twice.
 */
export class FeedStream implements AsyncGenerator<FeedMessage, undefined> {
  readonly target: FeedTarget;
  readonly viewerId: number | null;
  /** When the last message was taken in, in milliseconds of `performance.now()`. */
  lastMessageAt = performance.now();
  private position: LogPosition;
  private readonly buffer: FeedMessage[] = [];
  private isLive = false;
  private isEnded = false;
  private failure: Error | null = null;
  private wake: (() => void) | null = null;
  private announcesLive: boolean;

  constructor(
    private readonly reads: Queryable,
    private readonly hub: StreamHost,
    private readonly options: FeedStreamOptions,
  ) {
    this.target = options.target;
    this.viewerId = options.viewerId;
    this.position = options.from;
    this.announcesLive = !options.isStart;
    if (options.isStart) this.checkpoint(true, true);
  }

  /** Takes in what the hub dispatches. Entries that the replay has already sent are passed over. */
  deliver(message: FeedMessage): void {
    if (this.isEnded || message.position.sequence <= this.position.sequence) return;
    if (this.buffer.length >= this.options.bufferSize) {
      this.end(slowConsumer());
      return;
    }
    this.position = message.position;
    this.push(message);
  }

  /** Moves the cursor of a feed that has been quiet. One that is not read has enough to read. */
  checkpointAt(position: LogPosition): void {
    if (this.isEnded || this.buffer.length > 0 || position.sequence < this.position.sequence)
      return;
    this.position = position;
    this.checkpoint(true, false);
  }

  /** Ends the subscription; with an error, the client is told its code. */
  end(failure: Error | null = null): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.failure = failure;
    this.buffer.length = 0;
    this.hub.leave(this);
    this.awaken();
  }

  async next(): Promise<IteratorResult<FeedMessage, undefined>> {
    for (;;) {
      if (this.failure) throw this.takeFailure(this.failure);
      if (this.isEnded) return { done: true, value: undefined };
      const message = this.buffer.shift();
      if (message) return { done: false, value: message };
      if (this.isLive) await new Promise<void>((resolve) => (this.wake = resolve));
      else await this.catchUp().catch((error: unknown) => this.end(error as Error));
    }
  }

  return(): Promise<IteratorResult<FeedMessage, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<FeedMessage, undefined>> {
    this.end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Reads on in the log by one page, and joins the hub when there is little left to read. */
  private async catchUp(): Promise<void> {
    const page = await this.readPage();
    if (page.pruned.sequence > this.position.sequence) throw cursorExpired();
    // The log was restored from a copy meanwhile: going on from its end would be a silent skip.
    if (page.head.sequence < this.position.sequence) throw cursorFromAnotherEpoch();
    // Looked up after the head was read: a post that is made between the two must not be passed over.
    if (logFilterOf(this.target) === null && (await this.isPostKnown())) return;
    const reached = await this.reachedBy(page);
    const messages = await this.messagesFor(page.entries);
    if (this.isEnded) return;
    for (const message of messages) this.push(message);
    const isFurther = reached.sequence > this.position.sequence;
    this.position = reached;
    // What waits already must leave room for what is dispatched: else it is pulled on, as slowly as it drains.
    const hasRoom = messages.length * 2 <= this.options.bufferSize;
    if (reached.sequence < page.head.sequence || !hasRoom || !this.hub.join(this, reached)) {
      if (this.announcesLive && isFurther) this.checkpoint(false, false);
      return;
    }
    this.isLive = true;
    if (this.announcesLive) this.checkpoint(true, false);
  }

  private async readPage(): Promise<LogPage> {
    const filter = logFilterOf(this.target);
    const after = this.position.sequence;
    // A post that nobody has commented on has no entries: an empty range reads the head alone.
    const range = { after, upTo: filter ? after + LOG_AT_ONCE : 0, limit: ENTRIES_AT_ONCE };
    return logEntries(this.reads, filter ?? { feed: 'PUBLIC' }, range);
  }

  /** How far a page has brought this stream: its last entry when it is full, else the end of what it looked through. */
  private async reachedBy({ entries, head }: LogPage): Promise<LogPosition> {
    const last = entries.at(-1);
    if (last && entries.length === ENTRIES_AT_ONCE)
      return { sequence: last.sequence, mark: last.mark };
    const looked = this.position.sequence + LOG_AT_ONCE;
    if (logFilterOf(this.target) === null || looked >= head.sequence) return head;
    const mark = await markOfEntry(this.reads, looked);
    if (mark === null) throw cursorExpired();
    return { sequence: looked, mark };
  }

  private async messagesFor(entries: readonly LogEntry[]): Promise<FeedMessage[]> {
    if (entries.length === 0) return [];
    const [messages, blockers] = await Promise.all([
      loadMessages(this.reads, entries),
      this.blockersAmong(entries.flatMap(peopleOf)),
    ]);
    return entries
      .filter((entry) => !peopleOf(entry).some((person) => blockers.has(person)))
      .flatMap((entry) => messages.get(entry.sequence) ?? []);
  }

  private async blockersAmong(people: readonly number[]): Promise<Set<number>> {
    if (this.viewerId === null) return new Set();
    const blocks = await blocksBetween(this.reads, [...new Set(people)], [this.viewerId]);
    return new Set(blocks.map((block) => block.blockerId));
  }

  private async isPostKnown(): Promise<boolean> {
    if (this.target.feed !== 'POST') return true;
    const ids = await postIdsByUrls(this.reads, [this.target.url]);
    this.target.postId = ids.get(this.target.url) ?? null;
    return this.target.postId !== null;
  }

  private checkpoint(isLive: boolean, isStart: boolean): void {
    this.push({ kind: 'FeedCheckpoint', position: this.position, isLive, isStart });
  }

  private push(message: FeedMessage): void {
    this.lastMessageAt = performance.now();
    this.buffer.push(message);
    this.awaken();
  }

  private awaken(): void {
    const { wake } = this;
    this.wake = null;
    wake?.();
  }

  /** An iterator throws once, and is done from then on. */
  private takeFailure(failure: Error): Error {
    this.failure = null;
    return failure;
  }
}
