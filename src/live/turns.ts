/** How long one of them may keep everybody else waiting. */
const TURN_MS = 1;
/** So many have their turn before what has arrived meanwhile comes first. */
const TURNS_AT_ONCE = 8;

/**
 * Shares the event loop among works that would keep it busy for long: each goes on for a moment, then lets
 * sockets, timers and the other works have theirs, the longest waiting first.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private began = performance.now();
  /** How many turns there are to be in the loop's next round. */
  private ahead = 0;

  /** To be awaited between two steps of a work. Resolves at once while its turn lasts. */
  async next(): Promise<void> {
    if (performance.now() - this.began < TURN_MS) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.lookAhead();
    });
  }

  private turn(): void {
    this.ahead -= 1;
    const go = this.waiting.shift();
    this.began = performance.now();
    go?.();
    this.lookAhead();
  }

  /** What is set here comes in the next round, though this one be under way. */
  private lookAhead(): void {
    if (this.ahead >= Math.min(this.waiting.length, TURNS_AT_ONCE)) return;
    this.ahead += 1;
    setImmediate(() => this.turn());
  }
}
