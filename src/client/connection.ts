import { Backoff, type BackoffOptions } from './backoff.ts';
import { FeedError } from './feed-error.ts';
import { LiveSocket, type LiveSocketOptions, type Timeouts } from './live-socket.ts';
import type { Schedule } from './schedule.ts';
import type { Request, Sink } from './sink.ts';
import type { SocketEnd } from './socket-end.ts';
import type { ConnectionState, TokenSource, WebSocketClass } from './types.ts';
import { judgeClose, UNAUTHORIZED } from './verdict.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly token: TokenSource;
  /** Whether another token may be had when one is refused. */
  readonly canRenewToken: boolean;
  readonly webSocketImpl: WebSocketClass;
  readonly retry: BackoffOptions;
  readonly timeouts: Timeouts;
  readonly schedule: Schedule;
  readonly onState: ((state: ConnectionState, why: FeedError | null) => void) | undefined;
}

/** A subscription that outlives its sockets. */
export interface Subscriber extends Sink {
  /** What to ask for, with the cursor of now: it is asked anew at each connection. */
  request(): Request;
  connectionMoved(state: ConnectionState, why: FeedError | null): void;
  /** There is no connection to be had, now or later. */
  failed(error: unknown): void;
}

const nothing = () => undefined;

/**
 * The one connection of a client: made when somebody subscribes, made again when it is lost, and closed when nobody uses it
 * any more.
 */
export class Connection {
  state: ConnectionState = 'idle';
  private readonly subscribers = new Map<Subscriber, () => void>();
  private readonly backoff: Backoff;
  private users = 0;
  private socket: LiveSocket | null = null;
  private token: string | null = null;
  /** Refused since a feed was last live. */
  private refusedToken: string | null = null;
  /** Until the next try, or until an idle socket is closed. */
  private cancelTimer: () => void = nothing;
  private why: FeedError | null = null;

  constructor(private readonly options: ConnectionOptions) {
    this.backoff = new Backoff(options.retry);
  }

  /** Keeps the connection for somebody who will subscribe, also while they do not. @returns what ends that */
  use(): () => void {
    this.users += 1;
    if (this.socket) this.cancelTimer();
    return () => {
      this.users -= 1;
      if (this.users === 0 && this.socket) this.closeSoon();
    };
  }

  /** @returns what unsubscribes */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.set(subscriber, nothing);
    if (this.state === 'idle') void this.open();
    else subscriber.connectionMoved(this.state, this.why);
    if (this.state === 'open') this.attach(subscriber);
    return () => this.leave(subscriber);
  }

  /** To be called when a feed is live: all is well. */
  settle(): void {
    this.backoff.reset();
    this.refusedToken = null;
  }

  /** Tries at once, if it waits to. */
  hurry(): void {
    if (this.state !== 'waiting') return;
    this.cancelTimer();
    void this.open();
  }

  async close(): Promise<void> {
    const { socket } = this;
    this.socket = null;
    this.cancelTimer();
    this.move('closed');
    await socket?.close();
  }

  private async open(): Promise<void> {
    this.move('connecting');
    try {
      this.token = (await this.options.token(this.refusedToken)) ?? null;
    } catch (cause) {
      if (this.isConnecting())
        this.retry(new FeedError('TOKEN_FAILED', messageOf(cause), { cause }));
      return;
    }
    if (!this.isConnecting()) return;
    if (this.subscribers.size === 0) this.move('idle');
    else if (this.token !== null && this.token === this.refusedToken)
      this.fail(new FeedError('UNAUTHENTICATED', 'The token was refused, and there is no other.'));
    else this.makeSocket();
  }

  /** What was waited for may have been overtaken by `close()`. */
  private isConnecting(): boolean {
    return this.state === 'connecting';
  }

  private makeSocket(): void {
    const { url, webSocketImpl, timeouts, schedule } = this.options;
    const options: LiveSocketOptions = {
      ...{ url, webSocketImpl, timeouts, schedule, token: this.token },
      onOpen: () => {
        this.move('open');
        for (const subscriber of [...this.subscribers.keys()]) this.attach(subscriber);
      },
      onEnd: (end) => this.lose(end),
    };
    try {
      this.socket = new LiveSocket(options);
    } catch (cause) {
      this.fail(new FeedError('CONNECTION_REFUSED', messageOf(cause), { cause }));
    }
  }

  private attach(subscriber: Subscriber): void {
    if (!this.socket) return;
    this.subscribers.set(subscriber, this.socket.subscribe(subscriber.request(), subscriber));
  }

  private leave(subscriber: Subscriber): void {
    this.subscribers.get(subscriber)?.();
    this.subscribers.delete(subscriber);
    if (this.subscribers.size > 0 || this.state !== 'waiting') return;
    this.cancelTimer();
    this.move('idle');
  }

  private closeSoon(): void {
    const { schedule, timeouts } = this.options;
    this.cancelTimer = schedule(() => this.closeIdle(), timeouts.idleMs);
  }

  private closeIdle(): void {
    const { socket } = this;
    this.socket = null;
    this.move('idle');
    void socket?.close();
  }

  private lose({ closeCode, reason, cause }: SocketEnd): void {
    this.socket = null;
    this.cancelTimer();
    for (const subscriber of this.subscribers.keys()) this.subscribers.set(subscriber, nothing);
    const verdict = judgeClose(closeCode, reason, cause);
    if (this.subscribers.size === 0) this.move('idle', verdict.why);
    else if (verdict.action === 'retry') this.retry(verdict.why);
    else if (closeCode === UNAUTHORIZED && this.mayRenewToken()) {
      this.refusedToken = this.token;
      void this.open();
    } else this.fail(verdict.why);
  }

  private mayRenewToken(): boolean {
    return this.options.canRenewToken && this.refusedToken === null && this.token !== null;
  }

  private retry(why: FeedError): void {
    this.cancelTimer = this.options.schedule(() => void this.open(), this.backoff.next());
    this.move('waiting', why);
  }

  private fail(why: FeedError): void {
    this.refusedToken = null;
    this.move('idle', why);
    const subscribers = [...this.subscribers.keys()];
    this.subscribers.clear();
    for (const subscriber of subscribers) subscriber.failed(why);
  }

  private move(state: ConnectionState, why: FeedError | null = null): void {
    const { onState } = this.options;
    this.state = state;
    this.why = why;
    for (const subscriber of [...this.subscribers.keys()]) subscriber.connectionMoved(state, why);
    // Later, so that what it throws or calls does no harm here.
    if (onState) queueMicrotask(() => onState(state, why));
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
