import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { postIdsByUrls } from '../posts/post.queries';
import type { FeedMessage } from './feed-message';
import type { FeedStream, StreamHost } from './feed-stream';
import { peopleOf } from './feed-target';
import { KnownBlocks } from './known-blocks';
import { cursorFromAnotherEpoch } from './live-error';
import type { LiveStats } from './live-stats';
import { loadMessages } from './message-loader';
import { recipientsOf } from './recipients';
import type { Renderer, Rendering } from './rendering';
import { StreamIndex, type Subscribers } from './stream-index';
import { Turns } from './turns';

/** After so many deliveries the event loop gets a turn: a large group must not hold up everybody else. */
const DELIVERIES_AT_ONCE = 512;

/** A message that is being handed out. */
interface Delivery {
  readonly message: FeedMessage;
  /** Whom its entry involves: a viewer whom one of them blocks gets nothing of it. */
  readonly people: readonly number[];
  readonly blocks: KnownBlocks;
  /** What was rendered of it so far. */
  readonly renderings: Map<Renderer, Rendering>;
}

/**
 * Hands the entries that the tail reads to the subscribers of this node. Whatever a batch needs is read once for all of
 * them: who follows whom, who blocks whom, and what the messages show; and a message is rendered once for all who share
 * a renderer.
 */
export class FeedHub implements StreamHost {
  /** All entries up to here are dispatched, or being dispatched to those who joined before. */
  private position: LogPosition = { sequence: 0, mark: 0 };
  readonly turns = new Turns();
  private readonly streams = new StreamIndex();
  private isDispatching = false;
  private deliveries = 0;

  constructor(
    private readonly reads: Queryable,
    readonly stats: LiveStats,
  ) {}

  /** @param position where the tail begins */
  startAt(position: LogPosition): void {
    this.position = position;
  }

  /** Takes a subscriber in, if it has seen everything that was dispatched before. */
  join(stream: FeedStream, seen: LogPosition): boolean {
    if (seen.sequence < this.position.sequence) return false;
    // The log was restored from a copy meanwhile: as many entries, but not the same.
    if (seen.sequence === this.position.sequence && seen.mark !== this.position.mark)
      throw cursorFromAnotherEpoch();
    this.streams.add(stream);
    this.stats.groups = this.streams.groups;
    return true;
  }

  leave(stream: FeedStream): void {
    this.streams.remove(stream);
    this.stats.groups = this.streams.groups;
  }

  /** Called by the tail with each batch, in the order of the log, one at a time. */
  async dispatch(entries: readonly LogEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    // In one turn: who has joined gets this batch, and who joins later must have read it from the log.
    this.position = { sequence: last.sequence, mark: last.mark };
    if (this.streams.size === 0) return;
    this.isDispatching = true;
    try {
      await this.send(entries);
    } catch (error) {
      // Nobody may miss a batch unawares: each resumes from its own cursor.
      this.endAll(error as Error);
      throw error;
    } finally {
      this.isDispatching = false;
    }
  }

  /** Sends a checkpoint to each subscriber that has heard nothing for that long. */
  async checkpointQuiet(quietMs: number): Promise<void> {
    if (this.isDispatching) return;
    const { position } = this;
    const now = performance.now();
    const message = { kind: 'FeedCheckpoint', position, isLive: true, isStart: false } as const;
    const renderings = new Map<Renderer, Rendering>();
    for (const stream of this.streams) {
      if (now - stream.lastMessageAt < quietMs) continue;
      const { payload } = await this.rendering(stream.renderer, message, renderings);
      stream.checkpointAt(payload, position, now);
      await this.breathe();
    }
  }

  /** Ends every subscription that has joined; with an error, each client is told its code. */
  endAll(failure: Error | null = null): void {
    for (const stream of [...this.streams]) stream.end(failure);
  }

  private async send(entries: readonly LogEntry[]): Promise<void> {
    await this.resolvePages();
    const recipients = await recipientsOf(this.reads, entries, this.streams);
    const wanted = [...recipients.keys()];
    const people = new Set(wanted.flatMap(peopleOf));
    const [messages, blocks] = await Promise.all([
      loadMessages(this.reads, wanted),
      KnownBlocks.among(this.reads, people, this.streams.viewers),
    ]);
    for (const [entry, feeds] of recipients) {
      const message = messages.get(entry.sequence);
      if (!message) continue;
      const delivery = { message, people: peopleOf(entry), blocks, renderings: new Map() };
      for (const feed of feeds) await this.deliver(delivery, feed);
    }
  }

  private async deliver(delivery: Delivery, feed: Subscribers): Promise<void> {
    const { message, people, blocks, renderings } = delivery;
    for (const [renderer, streams] of feed) {
      const { payload, peopleShown } = await this.rendering(renderer, message, renderings);
      const theirBlocks = await this.moreBlocks(peopleShown, blocks);
      const now = performance.now();
      for (const stream of streams) {
        const { viewerId } = stream;
        if (blocks.isBlocked(viewerId, people)) continue;
        if (theirBlocks.isBlocked(viewerId, peopleShown)) await this.deliverOwn(delivery, stream);
        else stream.deliver(payload, message.position, now);
        await this.breathe();
      }
    }
  }

  /** To somebody whom a person further down in the message blocks. */
  private async deliverOwn({ message, renderings }: Delivery, stream: FeedStream): Promise<void> {
    const { payload } = await this.rendering(stream.ownRenderer, message, renderings);
    stream.deliver(payload, message.position, performance.now());
  }

  /** The blocks by people whom a message shows, who are seldom others than those whom its entry involves. */
  private async moreBlocks(
    peopleShown: ReadonlySet<number>,
    blocks: KnownBlocks,
  ): Promise<KnownBlocks> {
    for (const person of peopleShown)
      if (!blocks.covers(person))
        return KnownBlocks.among(this.reads, peopleShown, this.streams.viewers);
    return blocks;
  }

  private async rendering(
    renderer: Renderer,
    message: FeedMessage,
    renderings: Map<Renderer, Rendering>,
  ): Promise<Rendering> {
    const known = renderings.get(renderer);
    if (known) return known;
    this.stats.renderings += 1;
    const rendering = await renderer.render(message);
    renderings.set(renderer, rendering);
    return rendering;
  }

  private async breathe(): Promise<void> {
    this.deliveries += 1;
    if (this.deliveries % DELIVERIES_AT_ONCE === 0) await setImmediate();
  }

  /** A page that nobody had commented on when it was subscribed to may be a post by now. */
  private async resolvePages(): Promise<void> {
    const urls = this.streams.unknownUrls;
    if (urls.length > 0) this.streams.resolve(await postIdsByUrls(this.reads, urls));
  }
}
