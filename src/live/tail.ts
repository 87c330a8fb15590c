import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { logEntries, readLogHead, type LogEntry, type LogPage } from '../feed/feed-log.queries';
import type { Doorbell } from './doorbell';
import type { FeedHub } from './hub';
import { cursorExpired, cursorFromAnotherEpoch } from './live-error';

/** As many are dispatched together: what is rendered of them is in memory at once. */
const ENTRIES_AT_ONCE = 100;
/** How often a node looks by itself: the latency of a ring that was lost, or of a writer that does not ring. */
const LOOK_MS = 250;

export interface TailOptions {
  readonly checkpointIntervalMs: number;
  readonly onFault: (error: unknown) => void;
  /** Told of the entries of a batch once all are handed out. */
  readonly onDispatched?: (entries: readonly LogEntry[]) => void;
}

/** Follows the end of the feed log, once for all the subscribers of this node. */
export class FeedTail {
  /** The last entry that was read. */
  private position: LogPosition = { sequence: 0, mark: 0 };
  private looking: Promise<void> | null = null;
  private isRungMeanwhile = false;
  private isStopped = false;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly reads: Queryable,
    private readonly hub: FeedHub,
    private readonly doorbell: Doorbell,
    private readonly options: TailOptions,
  ) {}

  async start(): Promise<void> {
    const { head } = await readLogHead(this.reads);
    this.startAt(head);
    await this.doorbell.listen(() => this.look());
    // A quiet feed is looked for twice an interval, so that none is quiet for longer than one.
    const half = this.options.checkpointIntervalMs / 2;
    this.timers = [
      setInterval(() => this.look(), LOOK_MS),
      setInterval(() => void this.checkpointQuiet(half), half / 2),
    ];
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.doorbell.close();
    await this.looking;
    this.hub.endAll();
  }

  private async checkpointQuiet(quietMs: number): Promise<void> {
    await this.hub.checkpointQuiet(quietMs).catch((error: unknown) => this.options.onFault(error));
  }

  private look(): void {
    if (this.isStopped) return;
    if (this.looking) {
      this.isRungMeanwhile = true;
      return;
    }
    const done = this.hub.turns.hasten();
    this.looking = this.readOn()
      // What could not be read is read at the next look; what could not be dispatched ended its subscriptions.
      .catch((error: unknown) => this.options.onFault(error))
      .finally(() => {
        done();
        this.looking = null;
        if (this.isRungMeanwhile) this.look();
      });
  }

  private async readOn(): Promise<void> {
    for (;;) {
      this.isRungMeanwhile = false;
      const page = await logEntries(
        this.reads,
        { feed: 'ALL' },
        { after: this.position.sequence, upTo: Number.MAX_SAFE_INTEGER, limit: ENTRIES_AT_ONCE },
      );
      if (this.isOutOfStep(page)) return;
      const last = page.entries.at(-1);
      if (!last) return;
      this.position = { sequence: last.sequence, mark: last.mark };
      this.hub.stats.tailPosition = last.sequence;
      await this.hub.dispatch(page.entries);
      this.options.onDispatched?.(page.entries);
    }
  }

  /** The log has no holes. Where it seems to, it was restored from a copy, or pruned past this node: begin anew. */
  private isOutOfStep({ head, entries }: LogPage): boolean {
    const [next] = entries;
    const { sequence, mark } = this.position;
    const isAtEnd = head.sequence === sequence && head.mark === mark;
    if (next ? next.sequence === sequence + 1 : isAtEnd) return false;
    this.hub.endAll(head.sequence > sequence ? cursorExpired() : cursorFromAnotherEpoch());
    this.startAt(head);
    return true;
  }

  private startAt(head: LogPosition): void {
    this.position = head;
    this.hub.startAt(head);
    this.hub.stats.tailPosition = head.sequence;
  }
}
