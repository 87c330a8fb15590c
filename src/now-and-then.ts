/** Looks now and then whether there is something to do; one look at a time. */
export class NowAndThen {
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;

  /** @param onFault told of what a look throws; the next looks again */
  constructor(
    everyMs: number,
    private readonly look: () => Promise<void>,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.timer = setInterval(() => this.begin(), everyMs);
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private begin(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.onFault(error))
      .finally(() => (this.looking = null));
  }
}
