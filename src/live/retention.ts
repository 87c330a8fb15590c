import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Database } from '../database/database';
import type { Queryable } from '../database/statement';
import {
  lockPruning,
  oldestEntries,
  pruneUpTo,
  type AgedEntry,
} from '../feed/feed-log-pruning.queries';
import { NowAndThen } from '../now-and-then';

/** A unit deletes no more entries than this: on SQLite every writer waits for it. */
const ENTRIES_AT_ONCE = 500;
/** Between two units others can write, also from another process, which only looks now and then whether it can. */
const PAUSE_MS = 25;
const LOOK_MS = 60_000;

export interface RetentionOptions {
  /** How old an entry may become, in milliseconds. */
  readonly retentionMs: number;
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

/**
 * Deletes what is old from the feed log, in its order and a little at a time. Any number of nodes may do so: one at a
 * time does.
 */
export class FeedLogRetention {
  private isStopped = false;
  private looks: NowAndThen | null = null;

  constructor(
    private readonly database: Pick<Database, 'reads' | 'units'>,
    private readonly options: RetentionOptions,
  ) {}

  start(): void {
    const everyMs = Math.min(LOOK_MS, this.options.retentionMs / 10);
    // What could not be deleted now is found again at the next look.
    this.looks = new NowAndThen(everyMs, () => this.prune(), this.options.onFault);
  }

  /** Waits for the unit under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.looks?.stop();
  }

  private async prune(): Promise<void> {
    // Nothing is locked only to see that there is nothing to do.
    let isMore = (await this.due(this.database.reads)).last !== null;
    while (isMore && !this.isStopped) {
      isMore = await this.pruneBatch();
      await pause(PAUSE_MS);
    }
  }

  /** @returns whether there is more to delete */
  private pruneBatch(): Promise<boolean> {
    return this.database.units.run(async (unit) => {
      if (!(await lockPruning(unit))) return false;
      const { last, isMore } = await this.due(unit);
      if (last) await pruneUpTo(unit, last);
      return isMore;
    });
  }

  private async due(on: Queryable): Promise<{ last: AgedEntry | null; isMore: boolean }> {
    const entries = await oldestEntries(on, ENTRIES_AT_ONCE);
    const now = this.options.clock();
    const last = lastOutdated(entries, { from: now - this.options.retentionMs, now });
    return { last, isMore: entries.length === ENTRIES_AT_ONCE && last === entries.at(-1) };
  }
}

/**
 * The last entry before the first one that is still wanted: the clocks of nodes differ, and no entry may go before one
 * that the log has earlier. One of the future is a wrong clock's: how old it is, what follows it tells.
 */
function lastOutdated(
  entries: readonly AgedEntry[],
  wanted: { from: number; now: number },
): AgedEntry | null {
  let last: AgedEntry | null = null;
  for (const entry of entries) {
    if (entry.recordedAt < wanted.from) last = entry;
    else if (entry.recordedAt <= wanted.now) break;
  }
  return last;
}
