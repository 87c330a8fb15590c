import { isPassingFault } from './database/passing-fault';

export interface PatienceTimes {
  /** The longest wait before the first try again; it doubles with every fault. */
  readonly minMs: number;
  /** The longest wait there is. */
  readonly maxMs: number;
  /** For how long one work is tried, from its first fault on. */
  readonly tryForMs: number;
}

const PATIENCE_TIMES: PatienceTimes = { minMs: 50, maxMs: 2_000, tryForMs: 60_000 };

/** Does works anew that met a fault of the database that passes, such as its restart. */
export class Patience {
  private readonly times: PatienceTimes;
  private readonly pauses = new Set<() => void>();
  private isOver = false;

  /** @param onFault told of every fault that was waited out, or tried to be */
  constructor(
    times: Partial<PatienceTimes> = {},
    private readonly onFault: (error: unknown) => void = () => undefined,
    private readonly random: () => number = Math.random,
  ) {
    this.times = { ...PATIENCE_TIMES, ...times };
  }

  /**
   * Does a work that may be done again from its start.
   * @param isWanted whether there is still somebody to do it for
   * @throws what it throws that does not pass, or has not passed in time
   */
  async with<T>(work: () => Promise<T>, isWanted: () => boolean = () => true): Promise<T> {
    let end: number | null = null;
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isPassingFault(error)) throw error;
        this.onFault(error);
        end ??= performance.now() + this.times.tryForMs;
        const mayTry = () => !this.isOver && isWanted();
        if (!mayTry() || performance.now() >= end) throw error;
        await this.pause(tries);
        if (!mayTry()) throw error;
      }
    }
  }

  /** Has whoever waits fail at once, and whoever meets a fault from now on. */
  end(): void {
    this.isOver = true;
    for (const endPause of [...this.pauses]) endPause();
  }

  /** Half of a wait is left to chance: not all are to come back in the same moment. */
  private pause(tries: number): Promise<void> {
    const { minMs, maxMs } = this.times;
    const ceiling = Math.min(maxMs, minMs * 2 ** tries);
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, (ceiling * (1 + this.random())) / 2).unref();
      this.pauses.add(end);
    });
  }
}
