import type { Feed, FeedClient, FeedOptions, FeedState } from '../../src/client/client';
import type { LiveOperation, Message } from './live';
import { operations } from './operations';

/** How long a condition may take to become true. */
const PATIENCE_MS = 15_000;

/** An application that loops over a feed of the client, and can take its time. */
export class FeedReader {
  readonly feed: Feed<Message>;
  readonly messages: Message[] = [];
  readonly states: FeedState[] = [];
  /** What the loop threw. */
  failure: any = null;
  isOver = false;
  private isHeld = false;
  private readonly waiting = new Set<() => void>();

  constructor(
    client: FeedClient,
    operation: LiveOperation | { readonly query: string },
    variables: Record<string, unknown> = {},
    options: FeedOptions = {},
  ) {
    const query = typeof operation === 'string' ? operations[operation] : operation.query;
    this.feed = client.feed<Message>(query, variables, {
      ...options,
      onState: (state, why) => {
        options.onState?.(state, why);
        this.states.push(state);
        this.changed();
      },
    });
    this.read().catch((error: unknown) => {
      this.failure = error;
      this.changed();
    });
  }

  /** Opens a feed and waits until it has caught up. */
  static async live(...parameters: ConstructorParameters<typeof FeedReader>): Promise<FeedReader> {
    const reader = new FeedReader(...parameters);
    await reader.until(() => reader.messages.some((message) => message.isLive));
    return reader;
  }

  /** Everything but checkpoints. */
  get events(): Message[] {
    return this.messages.filter((message) => message.__typename !== 'FeedCheckpoint');
  }

  get commentIds(): string[] {
    return this.events.map((event) => event.activity.comment.id);
  }

  /** Takes no more than the message that it waits for. */
  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.changed();
  }

  /** Waits until the loop is left. @returns the code of the error that it threw; null when it ended without */
  async ended(): Promise<string | null> {
    await this.until(() => this.isOver || this.failure !== null);
    return this.failure && (this.failure.code ?? String(this.failure));
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        end();
      };
      const look = () => {
        if (condition()) settle(resolve);
      };
      const tell = () =>
        JSON.stringify({
          ...{ states: this.states, messages: this.messages.slice(-5) },
          failure: String(this.failure),
        });
      const timer = setTimeout(
        () => settle(() => reject(new Error(`Not reached: ${tell().slice(0, 2_000)}`))),
        PATIENCE_MS,
      );
      this.waiting.add(look);
      look();
    });
  }

  private async read(): Promise<void> {
    for await (const message of this.feed) {
      this.messages.push(message);
      this.changed();
      if (this.isHeld) await this.until(() => !this.isHeld || this.feed.state === 'ended');
    }
    this.isOver = true;
    this.changed();
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }
}
