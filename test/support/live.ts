import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { Member, TestApp } from './app';
import { operations } from './operations';

export type LiveOperation = Extract<keyof typeof operations, `Live${string}`>;

/** One message of a live feed, as the client sees it. */
export type Message = any;

/** A subscription by graphql-ws's own client. It does not reconnect: what tests drop stays dropped. */
export class LiveFeed {
  readonly messages: Message[] = [];
  /** What ended it with an error: GraphQL errors, or a close event. */
  failure: any = null;
  isComplete = false;
  private taken = 0;
  private readonly waiting = new Set<() => void>();
  private socket: WebSocket | null = null;
  private readonly client: Client;

  constructor(
    app: Pick<TestApp, 'socketUrl'>,
    operation: LiveOperation | { readonly query: string },
    variables: Record<string, unknown> = {},
    by: Member | null = null,
  ) {
    const query = typeof operation === 'string' ? operations[operation] : operation.query;
    this.client = createClient({
      url: app.socketUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(by && { connectionParams: { authorization: `Bearer ${by.token}` } }),
      on: { connected: (socket) => (this.socket = socket as WebSocket) },
    });
    this.client.subscribe<Record<string, Message>>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors) this.failure = errors;
          for (const message of Object.values(data ?? {})) if (message) this.messages.push(message);
          this.changed();
        },
        error: (failure) => {
          this.failure = failure;
          this.changed();
        },
        complete: () => {
          this.isComplete = true;
          this.changed();
        },
      },
    );
  }

  /** Opens a feed and waits until it is live. */
  static async open(
    app: Pick<TestApp, 'socketUrl'>,
    operation: LiveOperation | { readonly query: string },
    variables: Record<string, unknown> = {},
    by: Member | null = null,
  ): Promise<LiveFeed> {
    const feed = new LiveFeed(app, operation, variables, by);
    await feed.until(() => feed.messages.some((message) => message.isLive));
    return feed;
  }

  /** Everything but checkpoints. */
  get events(): Message[] {
    return this.messages.filter((message) => message.__typename !== 'FeedCheckpoint');
  }

  /** Waits for the next so many events, and gives them: whatever came beside them comes first the next time. */
  async take(count: number): Promise<Message[]> {
    await this.until(() => this.events.length >= this.taken + count);
    this.taken += count;
    return this.events.slice(this.taken - count, this.taken);
  }

  /** Waits for the error that ends the subscription, and gives its code. */
  async ended(): Promise<string | null> {
    await this.until(() => this.failure !== null);
    return this.code;
  }

  get lastCursor(): string {
    return this.messages.at(-1).cursor;
  }

  get code(): string | null {
    return this.failure?.[0]?.extensions?.code ?? null;
  }

  /** Waits for a condition. @throws when the subscription failed or nothing happened for long */
  until(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle();
        const last = JSON.stringify(this.messages.slice(-3)).slice(0, 2_000);
        reject(
          new Error(
            `Not reached: ${String(condition)}; ${this.messages.length} messages, last: ${last}`,
          ),
        );
      }, timeoutMs);
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      const look = () => {
        if (condition()) {
          settle();
          resolve();
        } else if (this.failure) {
          settle();
          reject(new Error(`The feed failed: ${JSON.stringify(this.failure)}`));
        }
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Cuts the connection without a word. */
  drop(): void {
    this.socket?.terminate();
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }
}
