import { setImmediate } from 'node:timers/promises';
import type { Queryable } from '../database/statement';
import type { FeedMessage } from './feed-message';
import type { FeedStream } from './feed-stream';
import { KnownBlocks } from './known-blocks';
import type { LiveStats } from './live-stats';
import { render, type Renderer, type Rendering } from './rendering';
import type { Subscribers } from './stream-index';

/** After so many deliveries the event loop gets a turn: a large group must not hold up everybody else. */
const DELIVERIES_AT_ONCE = 512;

/** A message of a batch, and where it goes. */
export interface Addressed {
  readonly message: FeedMessage;
  /** Whom its entry involves: a viewer whom one of them blocks gets nothing of it. */
  readonly people: readonly number[];
  readonly feeds: readonly Subscribers[];
}

/** A message as one renderer puts it. */
interface Parcel extends Rendering {
  readonly message: FeedMessage;
  readonly people: readonly number[];
  /** The blocks by those whom it shows. */
  readonly theirBlocks: KnownBlocks;
}

/** What is shared by all who hand out. */
export interface DispatchParts {
  readonly reads: Queryable;
  readonly stats: LiveStats;
  /** All viewers who are connected. */
  readonly viewers: () => readonly number[];
}

/**
 * Hands one batch out: by renderer, so that a message is rendered once for all who share one and what is rendered is kept
 * no longer than for that; and to each subscriber all its messages in one go, for a write is a system call.
 */
export class Dispatch {
  private deliveries = 0;

  constructor(
    private readonly parts: DispatchParts,
    /** By those whom the entries of the batch involve. */
    private readonly blocks: KnownBlocks,
  ) {}

  /** @param batch in the order of the log */
  async handOut(batch: readonly Addressed[]): Promise<void> {
    for (const [renderer, byFeed] of byRenderer(batch)) {
      const parcels = new Map<Addressed, Parcel>();
      for (const [feed, theirs] of byFeed) {
        for (const one of theirs)
          if (!parcels.has(one)) parcels.set(one, await this.pack(one, renderer));
        const wanted = theirs.flatMap((one) => parcels.get(one) ?? []);
        for (const stream of feed.get(renderer) ?? []) await this.hand(stream, wanted);
      }
    }
  }

  private async hand(stream: FeedStream, parcels: readonly Parcel[]): Promise<void> {
    const { viewerId } = stream;
    if (parcels.length > 1) stream.gather();
    const now = performance.now();
    for (const { message, people, payload, peopleShown, theirBlocks } of parcels) {
      if (this.blocks.isBlocked(viewerId, people)) continue;
      if (theirBlocks.isBlocked(viewerId, peopleShown)) await this.deliverOwn(message, stream);
      else stream.deliver(payload, message.position, now);
      this.deliveries += 1;
    }
    if (this.deliveries < DELIVERIES_AT_ONCE) return;
    this.deliveries = 0;
    await setImmediate();
  }

  /** To somebody whom a person further down in the message blocks. */
  private async deliverOwn(message: FeedMessage, stream: FeedStream): Promise<void> {
    const { payload } = await render(this.parts.stats, stream.ownRenderer, message);
    stream.deliver(payload, message.position, performance.now());
  }

  private async pack({ message, people }: Addressed, renderer: Renderer): Promise<Parcel> {
    const rendering = await render(this.parts.stats, renderer, message);
    const theirBlocks = await this.blocksBy(rendering.peopleShown);
    return { ...rendering, message, people, theirBlocks };
  }

  /** The blocks by people whom a message shows, who are seldom others than those whom its entry involves. */
  private async blocksBy(peopleShown: ReadonlySet<number>): Promise<KnownBlocks> {
    const { reads, viewers } = this.parts;
    for (const person of peopleShown)
      if (!this.blocks.covers(person)) return KnownBlocks.among(reads, peopleShown, viewers());
    return this.blocks;
  }
}

/** What each renderer has to do, by feed. */
function byRenderer(batch: readonly Addressed[]): Map<Renderer, Map<Subscribers, Addressed[]>> {
  const work = new Map<Renderer, Map<Subscribers, Addressed[]>>();
  for (const one of batch)
    for (const feed of one.feeds)
      for (const renderer of feed.keys()) {
        const feeds = work.get(renderer) ?? new Map<Subscribers, Addressed[]>();
        work.set(renderer, feeds);
        const theirs = feeds.get(feed);
        if (theirs) theirs.push(one);
        else feeds.set(feed, [one]);
      }
  return work;
}
