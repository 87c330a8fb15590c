/** How long one of them may keep everybody else waiting. */
const TURN_MS = 0.5;

/**
 * Shares the event loop among works that would keep it busy for long: each goes on for a moment, then lets
 * sockets, timers and the other works have theirs. One goes on in each turn of the loop, the longest waiting first.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private began = performance.now();

  /** To be awaited between two steps of a work. Resolves at once while its turn lasts. */
  async next(): Promise<void> {
    if (performance.now() - this.began < TURN_MS) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(() => this.turn());
    });
  }

  private turn(): void {
    const go = this.waiting.shift();
    this.began = performance.now();
    go?.();
    // Not in this turn of the loop: what has arrived meanwhile comes first.
    if (this.waiting.length > 0) setImmediate(() => this.turn());
  }
}
