import type { LogPosition } from '../database/page';
import type { Patience } from '../patience';
import type { Permits } from '../permits';
import type { LiveStats } from './live-stats';
import type { LogParts } from './log-parts';
import type { Turns } from './turns';

/** What dispatches new entries to streams that have caught up with it. */
export interface StreamHost<Stream> {
  readonly stats: LiveStats;
  readonly turns: Turns;
  /** Of those who may replay at once. */
  readonly permits: Permits;
  /** With a database that is away for a moment. */
  readonly patience: Patience;
  readonly parts: LogParts;
  /**
   * Takes a stream in that has seen everything up to a position.
   * @returns up to where all was dispatched without it: only what comes later is delivered to it
   */
  join(stream: Stream, seen: LogPosition): LogPosition;
  /** Whether one that has joined gets what its feed is of now: a page may have become a post, or a profile another. */
  isInPlace(stream: Stream): boolean;
  leave(stream: Stream): void;
}
