type Result<Message> = IteratorResult<Message, undefined>;

interface Consumer<Message> {
  readonly resolve: (result: Result<Message>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE = { done: true, value: undefined } as const;

/** What has come and was not asked for yet, or was asked for and has not come yet. */
export class MessageQueue<Message> {
  private readonly messages: Message[] = [];
  private readonly consumers: Consumer<Message>[] = [];
  private isOver = false;
  private failure: { readonly error: unknown } | null = null;
  private act: (() => void) | null = null;

  constructor(
    private readonly limit: number,
    /** Called as a message is handed over. */
    private readonly onTake: (message: Message) => void,
  ) {}

  get isFull(): boolean {
    return this.messages.length >= this.limit;
  }

  push(message: Message): void {
    if (this.isOver) return;
    const consumer = this.consumers.shift();
    if (consumer) consumer.resolve(this.taken(message));
    else this.messages.push(message);
  }

  next(): Promise<Result<Message>> {
    const message = this.messages.shift();
    if (message !== undefined) return Promise.resolve(this.taken(message));
    const { failure } = this;
    this.failure = null;
    if (failure) return Promise.reject(failure.error);
    if (this.isOver) return Promise.resolve(DONE);
    return new Promise((resolve, reject) => {
      this.consumers.push({ resolve, reject });
      this.actIfHungry();
    });
  }

  /** Acts once all that has come is taken and more is asked for: whoever asks has done with the last message. */
  whenHungry(act: () => void): void {
    this.act = act;
    this.actIfHungry();
  }

  /** Ends it after what has come already: with an error, which is thrown once. */
  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.act = null;
    const [first, ...others] = this.consumers.splice(0);
    if (first) first.reject(error);
    else this.failure = { error };
    for (const consumer of others) consumer.resolve(DONE);
  }

  /** Ends it at once: what has come already is dropped. */
  close(): void {
    this.isOver = true;
    this.failure = null;
    this.act = null;
    this.messages.length = 0;
    for (const consumer of this.consumers.splice(0)) consumer.resolve(DONE);
  }

  private taken(message: Message): Result<Message> {
    this.onTake(message);
    return { done: false, value: message };
  }

  private actIfHungry(): void {
    if (this.consumers.length === 0) return;
    const { act } = this;
    this.act = null;
    act?.();
  }
}
