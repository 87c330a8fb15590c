import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { Patience } from '../patience';
import { Permits } from '../permits';
import { postIdsByUrls } from '../posts/post.queries';
import { Dispatch } from './dispatch';
import type { FeedStream } from './feed-stream';
import { peopleOf } from './feed-target';
import { KnownBlocks } from './known-blocks';
import { cursorFromAnotherEpoch } from './live-error';
import type { LiveStats } from './live-stats';
import { LogParts } from './log-parts';
import { Merges } from './merges';
import { loadMessages } from './message-loader';
import { recipientsOf } from './recipients';
import { render, type Renderer } from './rendering';
import type { StreamHost } from './stream-host';
import { StreamIndex } from './stream-index';
import { Turns } from './turns';

/** So many replays have a page in memory, and read it, at once. */
const REPLAYS_AT_ONCE = 8;
/** What is sent to all subscribers is read anew after so many deliveries: some tenths of a second. */
const DELIVERIES_AT_ONCE = 25_000;

/**
 * Hands the entries that the tail reads to the subscribers of this node. Whatever a batch needs is read once for all of
 * them: who follows whom, who blocks whom, and what the messages show; and a message is rendered once for all who share
 * a renderer.
 */
export class FeedHub implements StreamHost<FeedStream> {
  /** All entries up to here are dispatched, or being dispatched to those who joined before. */
  private position: LogPosition = { sequence: 0, mark: 0 };
  /** All entries up to here are dispatched. */
  private dispatched: LogPosition = this.position;
  readonly turns = new Turns();
  readonly permits = new Permits(REPLAYS_AT_ONCE);
  readonly parts = new LogParts(() => this.stats.replaysUnderWay > 1);
  private readonly streams = new StreamIndex();

  constructor(
    private readonly reads: Queryable,
    readonly stats: LiveStats,
    readonly patience = new Patience(),
  ) {}

  /** @param position where the tail begins */
  startAt(position: LogPosition): void {
    this.position = position;
    this.hasDispatched();
  }

  join(stream: FeedStream, seen: LogPosition): LogPosition {
    // The log was restored from a copy meanwhile: as many entries, but not the same.
    if (seen.sequence === this.position.sequence && seen.mark !== this.position.mark)
      throw cursorFromAnotherEpoch();
    this.streams.add(stream);
    this.stats.groups = this.streams.groups;
    return this.position;
  }

  isInPlace(stream: FeedStream): boolean {
    return this.streams.isInPlace(stream);
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
    try {
      for (let sent = 0; sent < entries.length && this.streams.size > 0;) {
        const part = entries.slice(sent, sent + this.entriesAtOnce);
        // Done again, it passes over whatever a subscriber has already got.
        await this.patience.with(() => this.send(part, this.dispatched.sequence));
        sent += part.length;
      }
    } catch (error) {
      // Nobody may miss a batch unawares: each resumes from its own cursor.
      this.endAll(error as Error);
      throw error;
    } finally {
      this.hasDispatched();
    }
  }

  private hasDispatched(): void {
    this.dispatched = this.position;
    this.stats.dispatchedPosition = this.position.sequence;
  }

  /** What is sent is to be as it was a moment ago: what many receive is read in small parts. */
  private get entriesAtOnce(): number {
    return Math.max(1, Math.floor(DELIVERIES_AT_ONCE / this.streams.size));
  }

  /** Sends a checkpoint to each subscriber that has heard nothing for that long. */
  async checkpointQuiet(quietMs: number): Promise<void> {
    const position = this.dispatched;
    const now = performance.now();
    const message = { kind: 'FeedCheckpoint', position, isLive: true, isStart: false } as const;
    const payloads = new Map<Renderer, Buffer>();
    for (const stream of this.streams) {
      if (now - stream.lastMessageAt < quietMs) continue;
      const { renderer } = stream;
      const payload =
        payloads.get(renderer) ?? (await render(this.stats, renderer, message)).payload;
      payloads.set(renderer, payload);
      stream.checkpointAt(payload, position, now);
      await this.turns.next();
    }
  }

  /** Ends every subscription that has joined; with an error, each client is told its code. */
  endAll(failure: Error | null = null): void {
    for (const stream of [...this.streams]) stream.end(failure);
  }

  /** @param before the sequence up to which all was dispatched */
  private async send(entries: readonly LogEntry[], before: number): Promise<void> {
    await this.resolvePages();
    const { recipients, messages, blocks } = await this.read(entries, before);
    const batch = [...recipients].flatMap(([entry, feeds]) => {
      const message = messages.get(entry.sequence);
      return message ? { message, people: peopleOf(entry), feeds } : [];
    });
    const viewers = () => this.streams.viewers;
    await new Dispatch({ reads: this.reads, stats: this.stats, viewers }, blocks).handOut(batch);
  }

  /** What a batch needs. A profile that was merged since takes follows and blocks with it: then it is read again. */
  private async read(entries: readonly LogEntry[], before: number) {
    let merges = Merges.none;
    for (;;) {
      this.streams.follow(merges.targets);
      const present = entries.map((entry) => merges.present(entry));
      const recipients = await recipientsOf(this.reads, present, this.streams);
      const wanted = [...recipients.keys()];
      const people = new Set(wanted.flatMap(peopleOf));
      const [messages, blocks] = await Promise.all([
        loadMessages(this.reads, wanted),
        KnownBlocks.among(this.reads, people, this.streams.viewers),
      ]);
      const later = await Merges.since(this.reads, before);
      if (later.isSame(merges)) return { recipients, messages, blocks };
      merges = later;
    }
  }

  /** A page that nobody had commented on when it was subscribed to may be a post by now. */
  private async resolvePages(): Promise<void> {
    const urls = this.streams.unknownUrls;
    if (urls.length > 0) this.streams.resolve(await postIdsByUrls(this.reads, urls));
  }
}
