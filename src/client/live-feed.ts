import { Backoff, type BackoffOptions } from './backoff.ts';
import type { Connection, Subscriber } from './connection.ts';
import { FeedError, type GraphQLFault } from './feed-error.ts';
import { MessageQueue } from './message-queue.ts';
import type { Schedule } from './schedule.ts';
import type { Answer, Request } from './sink.ts';
import type { ConnectionState, Feed, FeedMessage, FeedOptions, FeedState } from './types.ts';
import { judgeErrors, type Verdict } from './verdict.ts';

export interface LiveFeedOptions<Message extends FeedMessage> extends FeedOptions {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly retry: BackoffOptions;
  readonly schedule: Schedule;
  readonly onEnd: (feed: LiveFeed<Message>) => void;
}

const MAX_QUEUE = 1_000;
const nothing = () => undefined;

/** One feed: subscribes from where it is, again and again, until it is left. */
export class LiveFeed<Message extends FeedMessage> implements Feed<Message> {
  state: FeedState = 'connecting';
  /** Of the last message that was handed over. */
  cursor: string | null;
  /** Of the last message that has come: where to subscribe from. */
  private received: string | null;
  private readonly queue: MessageQueue<Message>;
  private readonly backoff: Backoff;
  private hasBegun = false;
  /** Since it was last live. */
  private hasRefetched = false;
  private quit: () => void = nothing;
  private leave: () => void = nothing;
  private cancelTimer: () => void = nothing;
  private readonly abort = () => this.end();

  constructor(
    private readonly connection: Connection,
    private readonly options: LiveFeedOptions<Message>,
  ) {
    const { variables, maxQueue = MAX_QUEUE, signal } = options;
    this.cursor = typeof variables.after === 'string' ? variables.after : null;
    this.received = this.cursor;
    this.backoff = new Backoff(options.retry);
    this.queue = new MessageQueue(maxQueue, (message) => (this.cursor = message.cursor));
    if (signal?.aborted) this.end();
    else signal?.addEventListener('abort', this.abort);
  }

  next(): Promise<IteratorResult<Message, undefined>> {
    const next = this.queue.next();
    if (!this.hasBegun && this.state !== 'ended') {
      this.hasBegun = true;
      this.quit = this.connection.use();
      this.subscribe();
    }
    return next;
  }

  return(): Promise<IteratorResult<Message, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Ends it at once, without an error. */
  end(): void {
    this.queue.close();
    this.stop(null);
  }

  private subscribe(): void {
    this.leave = this.connection.subscribe(this.subscriber());
  }

  private subscriber(): Subscriber {
    return {
      request: () => this.request(),
      connectionMoved: (state, why) => this.followConnection(state, why),
      next: (answer) => this.take(answer),
      ended: (errors) => this.resume(errors ? judgeErrors(errors) : completed()),
      failed: (error) => this.fail(error),
    };
  }

  private request(): Request {
    const { query, operationName, variables } = this.options;
    return {
      query,
      ...(operationName !== undefined && { operationName }),
      variables: { ...variables, after: this.received },
    };
  }

  private followConnection(state: ConnectionState, why: FeedError | null): void {
    if (state === 'connecting' || state === 'waiting') this.move(state, why);
    else if (state === 'open') this.move(this.received === null ? 'connecting' : 'replaying');
  }

  private take({ data, errors }: Answer): void {
    // A subscription has one field.
    const [message] = Object.values(data ?? {}) as (Message | null)[];
    if (!message) {
      this.resume(judgeErrors(errors ?? []));
      return;
    }
    const { cursor } = message;
    if (typeof cursor !== 'string') {
      this.fail(new FeedError('NO_CURSOR', 'The document must select the cursor of each message.'));
      return;
    }
    if (errors) this.tellErrors(errors, cursor);
    this.received = cursor;
    if (isLive(message)) this.settle();
    this.queue.push(message);
    if (this.queue.isFull) this.pause();
  }

  private tellErrors(errors: readonly GraphQLFault[], cursor: string): void {
    const { onErrors } = this.options;
    if (onErrors) queueMicrotask(() => onErrors(errors, cursor));
  }

  private settle(): void {
    this.backoff.reset();
    this.hasRefetched = false;
    this.connection.settle();
    this.move('live');
  }

  /** Stops what comes until all that has come is taken. */
  private pause(): void {
    this.leave();
    this.move('waiting');
    this.queue.whenHungry(() => this.subscribe());
  }

  private resume(verdict: Verdict): void {
    const { why } = verdict;
    if (verdict.action === 'fail' || (verdict.action === 'refetch' && !this.options.refetch)) {
      this.fail(why);
      return;
    }
    this.leave();
    this.move('waiting', why);
    if (verdict.action === 'retry') this.wait(() => this.subscribe(), verdict.afterMs);
    else this.queue.whenHungry(() => this.refetchInTurn(why));
  }

  /** At once the first time, so that a list that is no better than the last is not fetched in a tight loop. */
  private refetchInTurn(why: FeedError): void {
    const refetch = () => void this.refetch(why);
    if (this.hasRefetched) this.wait(refetch);
    else refetch();
  }

  private async refetch(why: FeedError): Promise<void> {
    this.hasRefetched = true;
    this.move('refetching', why);
    try {
      const cursor = (await this.options.refetch?.(why)) ?? null;
      if (this.isEnded()) return;
      this.received = this.cursor = cursor;
      this.subscribe();
    } catch (cause) {
      if (this.isEnded()) return;
      const message = cause instanceof Error ? cause.message : String(cause);
      this.move('waiting', new FeedError('REFETCH_FAILED', message, { cause }));
      this.refetchInTurn(why);
    }
  }

  private wait(act: () => void, atLeastMs = 0): void {
    this.cancelTimer = this.options.schedule(act, atLeastMs + this.backoff.next());
  }

  /** Ends it with an error, after what has come already. */
  private fail(error: unknown): void {
    this.queue.fail(error);
    this.stop(error instanceof FeedError ? error : null);
  }

  private stop(why: FeedError | null): void {
    if (this.isEnded()) return;
    this.leave();
    this.quit();
    this.cancelTimer();
    this.options.signal?.removeEventListener('abort', this.abort);
    this.move('ended', why);
    this.options.onEnd(this);
  }

  private isEnded(): boolean {
    return this.state === 'ended';
  }

  private move(state: FeedState, why: FeedError | null = null): void {
    if (state === this.state || this.isEnded()) return;
    this.state = state;
    const { onState } = this.options;
    // Later, so that what it throws or calls does no harm here.
    if (onState) queueMicrotask(() => onState(state, why));
  }
}

/** A feed has no end: it was ended because the server stops. */
const completed = (): Verdict => ({
  action: 'retry',
  why: new FeedError('COMPLETED', 'The server ended the feed.'),
  afterMs: 0,
});

function isLive({ isLive, __typename }: FeedMessage): boolean {
  return isLive ?? __typename === 'FeedCheckpoint';
}
