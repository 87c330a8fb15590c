/**
 * A generator that yields nothing: what it has to say goes another way. It begins when it is first asked, ends when the
 * work does that it stands for, and throws what the caller is to be told.
 */
export abstract class SilentGenerator implements AsyncGenerator<never, undefined> {
  protected isEnded = false;
  private failure: Error | null = null;
  private ended: (() => void) | null = null;

  /** Ends it; with an error, the caller is told. */
  end(failure: Error | null = null): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.failure = failure;
    this.onEnd(this.ended !== null);
    this.ended?.();
  }

  async next(): Promise<IteratorResult<never, undefined>> {
    if (!this.isEnded) {
      const ended = new Promise<void>((resolve) => (this.ended = resolve));
      void this.run().catch((error: unknown) => this.end(error as Error));
      await ended;
    }
    const { failure } = this;
    // An iterator throws once, and is done from then on.
    this.failure = null;
    if (failure) throw failure;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<never, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<never, undefined>> {
    this.end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Begins the work. What it throws ends it. */
  protected abstract run(): Promise<void>;

  /** Called once, at the end. @param hasBegun whether anybody asked for it before */
  protected abstract onEnd(hasBegun: boolean): void;
}
