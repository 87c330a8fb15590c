export interface BackoffOptions {
  /** The longest wait before the first try again; it doubles with every failure. */
  readonly minMs: number;
  /** The longest wait there is. */
  readonly maxMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * How long to wait before trying again. The whole of the wait is left to chance, so that the clients of a server that stopped
 * do not all come back in the same moment.
 */
export class Backoff {
  private failures = 0;

  constructor(private readonly options: BackoffOptions) {}

  /** The milliseconds to wait after one more failure. */
  next(): number {
    const { minMs, maxMs, random } = this.options;
    const ceiling = Math.min(maxMs, minMs * 2 ** this.failures);
    this.failures += 1;
    return random() * ceiling;
  }

  /** To be called when all is well. */
  reset(): void {
    this.failures = 0;
  }
}
