/** How long one of them may keep everybody else waiting, at the least. */
const TURN_MS = 0.5;
/** And at the most, however long everybody else took. */
const LONG_TURN_MS = 5;

/**
 * Shares the event loop among works that would keep it busy for long: each goes on for a moment, then lets
 * sockets, timers and the other works have theirs. One goes on in each turn of the loop, the longest waiting first. Where
 * the loop is busy without them, they take as long as it took: else those who write much would keep them from ever ending.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private began = performance.now();
  /** When the last one let the others have theirs. */
  private left = this.began;
  private turnMs = TURN_MS;

  /** To be awaited between two steps of a work. Resolves at once while its turn lasts. */
  async next(): Promise<void> {
    const now = performance.now();
    if (now - this.began < this.turnMs) return;
    this.left = now;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(() => this.turn());
    });
  }

  private turn(): void {
    const go = this.waiting.shift();
    this.began = performance.now();
    this.turnMs = Math.min(Math.max(this.began - this.left, TURN_MS), LONG_TURN_MS);
    go?.();
    // Not in this turn of the loop: what has arrived meanwhile comes first.
    if (this.waiting.length > 0) setImmediate(() => this.turn());
  }
}
