import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import {
  logEntries,
  markOfEntry,
  type LogEntry,
  type LogFilter,
  type LogPage,
} from '../feed/feed-log.queries';
import type { FeedMessage } from './feed-message';
import { cursorExpired, cursorFromAnotherEpoch } from './live-error';
import { loadMessages } from './message-loader';
import type { Renderer, Rendering } from './rendering';

/** A replay reads this many of a feed's entries at once, and looks through this much of the log for them. */
const ENTRIES_AT_ONCE = 200;
const LOG_AT_ONCE = 10_000;

/** A part that was read longer ago than this is read again for whoever comes to it, in milliseconds. */
const SHARED_MS = 500;

/** A part of the log as one feed has it, with what its entries tell. */
export interface LogPart {
  readonly entries: readonly LogEntry[];
  /** By sequence. */
  readonly messages: ReadonlyMap<number, FeedMessage>;
  /** How far the log was looked through: everything of the feed up to here is in the entries. */
  readonly reached: LogPosition;
  /** Whether the log goes on after it. */
  readonly hasMore: boolean;
  /** When it was read, in milliseconds of `performance.now()`. */
  readonly readAt: number;
  /** What was rendered of it for a group. */
  readonly renderings: Renderings;
}

/**
 * Reads the log for those who have missed something. When a node starts, all its subscribers come back, most of them with
 * the same cursor: what is read for one, and rendered for its group, serves all who come to the same place soon after.
 */
export class LogParts {
  private readonly parts = new Map<string, Promise<LogPart>>();

  /** @param areSeveral whether others read, too: for one alone nothing is kept, for what is kept is dear to collect */
  constructor(private readonly areSeveral: () => boolean) {}

  /**
   * Reads on after a sequence.
   * @param filter null for the feed of a page that nobody has commented on: it has no entries
   * @throws DomainError when the log no longer has everything after it: never a silent skip
   */
  read(on: Queryable, filter: LogFilter | null, after: number): Promise<LogPart> {
    const key = keyOf(filter, after);
    const known = this.parts.get(key);
    if (known && !this.areSeveral()) this.parts.delete(key);
    if (known) return known;
    const part = readPart(on, filter, after);
    if (this.areSeveral()) this.keep(key, part);
    return part;
  }

  /** Has the database at work on what is read next; whoever reads it hears what was wrong. */
  readAhead(on: Queryable, filter: LogFilter | null, after: number): void {
    const key = keyOf(filter, after);
    if (!this.parts.has(key)) this.keep(key, readPart(on, filter, after));
  }

  private keep(key: string, part: Promise<LogPart>): void {
    this.parts.set(key, part);
    const forget = () => void this.parts.delete(key);
    part.then(({ hasMore }) => {
      // What reaches the head is read anew by each: only so is there an end to catching up with it.
      if (hasMore) setTimeout(forget, SHARED_MS).unref();
      else forget();
    }, forget);
  }
}

const keyOf = (filter: LogFilter | null, after: number) => `${JSON.stringify(filter)} ${after}`;

async function readPart(on: Queryable, filter: LogFilter | null, after: number): Promise<LogPart> {
  const readAt = performance.now();
  // An empty range reads the head alone.
  const range = { after, upTo: filter ? after + LOG_AT_ONCE : 0, limit: ENTRIES_AT_ONCE };
  const page = await logEntries(on, filter ?? { feed: 'PUBLIC' }, range);
  const { entries, head, pruned } = page;
  if (pruned.sequence > after) throw cursorExpired();
  // The log was restored from a copy meanwhile: going on from its end would be a silent skip.
  if (head.sequence < after) throw cursorFromAnotherEpoch();
  const reached = filter ? await reachedBy(on, page, after) : head;
  const hasMore = reached.sequence < head.sequence;
  const messages = await loadMessages(on, entries);
  return { entries, messages, reached, hasMore, readAt, renderings: new Renderings() };
}

/** How far a part goes: to its last entry when it is full, else to the end of what was looked through. */
async function reachedBy(
  on: Queryable,
  { entries, head }: LogPage,
  after: number,
): Promise<LogPosition> {
  const last = entries.at(-1);
  if (last && entries.length === ENTRIES_AT_ONCE)
    return { sequence: last.sequence, mark: last.mark };
  const looked = after + LOG_AT_ONCE;
  if (looked >= head.sequence) return head;
  const mark = await markOfEntry(on, looked);
  if (mark === null) throw cursorExpired();
  return { sequence: looked, mark };
}

/** The messages of a part as groups of subscribers are sent them. */
export class Renderings {
  private readonly byRenderer = new Map<Renderer, Map<FeedMessage, Promise<Rendering>>>();

  /** @param render makes it, if nobody has */
  of(renderer: Renderer, message: FeedMessage, render: () => Promise<Rendering>) {
    const known = this.byRenderer.get(renderer) ?? new Map<FeedMessage, Promise<Rendering>>();
    this.byRenderer.set(renderer, known);
    const rendering = known.get(message) ?? render();
    known.set(message, rendering);
    // A fault may have passed when it is next asked for.
    rendering.catch(() => known.delete(message));
    return rendering;
  }
}
