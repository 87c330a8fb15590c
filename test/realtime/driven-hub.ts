import { logEntries, readLogHead } from '../../src/feed/feed-log.queries';
import { FeedHub } from '../../src/live/hub';
import { LiveStats } from '../../src/live/live-stats';
import type { TestApp } from '../support/app';
import { HeldReads } from './held-reads';

/** A hub without a tail: a test says when it dispatches, and how long its reads take. */
export class DrivenHub {
  readonly reads: HeldReads;
  readonly hub: FeedHub;

  private constructor(
    private readonly app: TestApp,
    /** Up to which sequence all is dispatched. */
    public dispatched: number,
  ) {
    this.reads = new HeldReads(app.app.database.reads);
    this.hub = new FeedHub(this.reads, new LiveStats());
  }

  /** One that begins at the end of the log. */
  static async of(app: TestApp) {
    const { head } = await readLogHead(app.app.database.reads);
    const driven = new DrivenHub(app, head.sequence);
    driven.hub.startAt(head);
    return { driven, head };
  }

  /** Begins to do what the tail does. @returns what resolves when all is handed out */
  async begin(): Promise<{ done: Promise<void> }> {
    const range = { after: this.dispatched, upTo: Number.MAX_SAFE_INTEGER, limit: 500 };
    const { entries, head } = await logEntries(this.app.app.database.reads, { feed: 'ALL' }, range);
    this.dispatched = head.sequence;
    return { done: this.hub.dispatch(entries) };
  }

  /** Does what the tail does. */
  async dispatch(): Promise<void> {
    await (
      await this.begin()
    ).done;
  }
}
