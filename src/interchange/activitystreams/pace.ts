/** On SQLite every writer waits for a unit: an import must let go within 50 ms, and aims well below. */
const AIM_MS = 20;
const MAX_SIZE = 512;

/** How many acts fit in a unit, learnt from how long the last ones took. */
export class Pace {
  size = 32;

  start(): { isOver: () => boolean; stop: (count: number) => void } {
    const began = performance.now();
    return {
      isOver: () => performance.now() - began > AIM_MS,
      stop: (count) => this.learn(count, performance.now() - began),
    };
  }

  private learn(count: number, tookMs: number): void {
    const fitting = Math.floor((count * AIM_MS) / Math.max(tookMs, 1));
    this.size = Math.max(1, Math.min(MAX_SIZE, this.size * 2, fitting));
  }
}
