/** More works than these are not begun: whoever asks for them must not fill the memory. */
const MAX_UNDER_WAY = 1_000;

/** Works that nobody waits for: how long one takes, or whether there is anything to do, shows in no answer. */
export class Background {
  private readonly underWay = new Set<Promise<void>>();

  /** @param onFault told of what a work throws, and of one that is not begun */
  constructor(private readonly onFault: (error: unknown) => void) {}

  /** Begins a work once whatever runs now is done, and returns at once. */
  post(work: () => Promise<void>): void {
    if (this.underWay.size >= MAX_UNDER_WAY) {
      this.onFault('too many are under way');
      return;
    }
    const done = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => this.onFault(error))
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }
}
