import { setTimeout as sleep } from 'node:timers/promises';

/** On SQLite every writer waits for a unit: beside others an import must let go within 50 ms, and aims well below. */
const AIM_MS = 25;
/** Who comes after a while waits for one such unit. */
const LONELY_AIM_MS = 50;
/** Where writers do not wait for each other. */
const FREE_AIM_MS = 100;
const MAX_SIZE = 2_048;
/** For how long after another has written it is taken to be about to write again. */
const POLITE_MS = 3_000;

/**
 * How many acts fit in a unit, learnt from how long the last ones took; and how long to rest after it. Where others write,
 * SQLite's lock is left free as long as it was held: programs but this one look for it now and then only.
 */
export class Pace {
  size = 32;
  private version: number | null = null;
  private politeUntil = 0;
  private heldMs = 0;
  private aimMs = AIM_MS;

  /** @param version changes when others write; null where they do not wait for us */
  start(version: number | null): { isOver: () => boolean; stop: (count: number) => void } {
    const began = performance.now();
    if (this.version !== null && this.version !== version) this.politeUntil = began + POLITE_MS;
    this.version = version;
    this.aimMs = version === null ? FREE_AIM_MS : this.isPolite ? AIM_MS : LONELY_AIM_MS;
    return {
      isOver: () => performance.now() - began > this.aimMs,
      stop: (count) => this.learn(count, performance.now() - began),
    };
  }

  /** Whether others write, or are taken to be about to. */
  get isPolite(): boolean {
    return performance.now() < this.politeUntil;
  }

  async rest(): Promise<void> {
    if (this.isPolite) await sleep(Math.max(this.heldMs, AIM_MS));
  }

  private learn(count: number, tookMs: number): void {
    this.heldMs = Math.min(tookMs, 2 * AIM_MS);
    const fitting = Math.floor((count * this.aimMs) / Math.max(tookMs, 1));
    // One that was held up by something else tells little: the size goes up and down by half at most.
    const least = Math.max(1, Math.floor(this.size / 2));
    this.size = Math.max(least, Math.min(MAX_SIZE, this.size * 2, fitting));
  }
}
