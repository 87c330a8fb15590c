import { blockersAmong } from '../blocks/block.queries';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { logEntries, markOfEntry, type LogEntry, type LogPage } from '../feed/feed-log.queries';
import { postIdsByUrls } from '../posts/post.queries';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import type { FeedMessage } from './feed-message';
import { logFilterOf, peopleOf, type FeedTarget } from './feed-target';
import { cursorExpired, cursorFromAnotherEpoch } from './live-error';
import { loadMessages } from './message-loader';

/** A replay reads this many of a feed's entries at once, and looks through this much of the log for them. */
const ENTRIES_AT_ONCE = 200;
const LOG_AT_ONCE = 10_000;

/** A part of what a subscriber missed. */
export interface ReplayPage {
  readonly messages: readonly FeedMessage[];
  /** People whom the messages involve, none of whom blocks the viewer. */
  readonly cleared: ReadonlySet<number>;
  /** How far the log has been looked through: everything of the feed up to here is in the messages. */
  readonly reached: LogPosition;
  /** Whether the log goes on after it. */
  readonly hasMore: boolean;
  /** When it was read, in milliseconds of `performance.now()`. */
  readonly readAt: number;
}

/** Reads a feed's part of the log for one subscriber, page by page. */
export class Replay {
  /** The page after the last, which is read while that one is sent. */
  private next: { readonly after: LogPosition; readonly page: Promise<ReplayPage> } | null = null;

  constructor(
    private readonly reads: Queryable,
    private readonly target: FeedTarget,
    /** Whose blocks count; null when nobody is signed in. */
    private readonly viewerId: number | null,
  ) {}

  /**
   * Reads on after a position.
   * @throws DomainError when the log no longer has everything after it: never a silent skip
   */
  async read(position: LogPosition): Promise<ReplayPage> {
    const page = await (this.next?.after === position ? this.next.page : this.readPage(position));
    this.next = page.hasMore ? this.readAhead(page.reached) : null;
    return page;
  }

  private readAhead(after: LogPosition) {
    const page = this.readPage(after);
    // Whoever comes to it is told; a replay that ends before needs not be.
    page.catch(() => undefined);
    return { after, page };
  }

  private async readPage(position: LogPosition): Promise<ReplayPage> {
    for (;;) {
      const readAt = performance.now();
      const profileId = this.target.feed === 'PROFILE' ? this.target.profileId : null;
      const page = await this.readEntries(position.sequence);
      if (page.pruned.sequence > position.sequence) throw cursorExpired();
      // The log was restored from a copy meanwhile: going on from its end would be a silent skip.
      if (page.head.sequence < position.sequence) throw cursorFromAnotherEpoch();
      // Looked up after the head was read: a post that is made between the two must not be passed over.
      if (logFilterOf(this.target) === null && (await this.isPostKnown())) continue;
      if (profileId !== null && (await this.isMerged(profileId))) continue;
      const reached = await this.reachedBy(page, position.sequence);
      const hasMore = reached.sequence < page.head.sequence;
      return { ...(await this.messagesFor(page.entries)), reached, hasMore, readAt };
    }
  }

  private readEntries(after: number): Promise<LogPage> {
    const filter = logFilterOf(this.target);
    // A post that nobody has commented on has no entries: an empty range reads the head alone.
    const range = { after, upTo: filter ? after + LOG_AT_ONCE : 0, limit: ENTRIES_AT_ONCE };
    return logEntries(this.reads, filter ?? { feed: 'PUBLIC' }, range);
  }

  /** How far a page goes: to its last entry when it is full, else to the end of what was looked through. */
  private async reachedBy({ entries, head }: LogPage, after: number): Promise<LogPosition> {
    const last = entries.at(-1);
    if (last && entries.length === ENTRIES_AT_ONCE)
      return { sequence: last.sequence, mark: last.mark };
    const looked = after + LOG_AT_ONCE;
    if (logFilterOf(this.target) === null || looked >= head.sequence) return head;
    const mark = await markOfEntry(this.reads, looked);
    if (mark === null) throw cursorExpired();
    return { sequence: looked, mark };
  }

  private async messagesFor(entries: readonly LogEntry[]) {
    if (entries.length === 0) return { messages: [], cleared: new Set<number>() };
    const people = new Set(entries.flatMap(peopleOf));
    const [messages, blockers] = await Promise.all([
      loadMessages(this.reads, entries),
      this.viewerId === null
        ? new Set<number>()
        : blockersAmong(this.reads, this.viewerId, [...people]),
    ]);
    const cleared = new Set([...people].filter((person) => !blockers.has(person)));
    const allowed = entries.filter((entry) => peopleOf(entry).every((one) => cleared.has(one)));
    return { messages: allowed.flatMap((entry) => messages.get(entry.sequence) ?? []), cleared };
  }

  /** Whether the profile was merged meanwhile, and its entries are to be read as those of another. */
  private async isMerged(profileId: number): Promise<boolean> {
    const presentId = await presentProfileId(this.reads, profileId);
    if (this.target.feed === 'PROFILE') this.target.profileId = presentId;
    return presentId !== profileId;
  }

  private async isPostKnown(): Promise<boolean> {
    if (this.target.feed !== 'POST') return true;
    const ids = await postIdsByUrls(this.reads, [this.target.url]);
    this.target.postId = ids.get(this.target.url) ?? null;
    return this.target.postId !== null;
  }
}
