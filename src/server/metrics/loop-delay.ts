import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

const RESOLUTION_MS = 10;

/** How late this process gets round to what waits for it. */
export class LoopDelay {
  /** A histogram that was reset does not see what begins within its next turn: the other one does. */
  private older = started();
  private newer = started();

  /** In seconds, since {@link turn} was last called but once. */
  percentile(percent: number): number {
    // It measures from one of its turns to the next: the part that it means to wait is no delay.
    const nanoseconds = this.older.percentile(percent) - RESOLUTION_MS * 1e6;
    return Math.max(0, nanoseconds) / 1e9;
  }

  turn(): void {
    this.older.reset();
    [this.older, this.newer] = [this.newer, this.older];
  }

  stop(): void {
    this.older.disable();
    this.newer.disable();
  }
}

function started(): IntervalHistogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}
