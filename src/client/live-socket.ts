import { createClient, GRAPHQL_TRANSPORT_WS_PROTOCOL, type Client } from 'graphql-ws/client';
import type { GraphQLFault } from './feed-error.ts';
import type { Schedule } from './schedule.ts';
import type { Answer, Request, Sink } from './sink.ts';
import { endByClose, endByError, type SocketEnd } from './socket-end.ts';
import type { WebSocketClass } from './types.ts';

export interface Timeouts {
  readonly openMs: number;
  readonly pingMs: number;
  readonly pongMs: number;
  readonly idleMs: number;
}

export interface LiveSocketOptions {
  readonly url: string;
  readonly webSocketImpl: WebSocketClass;
  readonly token: string | null;
  readonly timeouts: Timeouts;
  readonly schedule: Schedule;
  readonly onOpen: () => void;
  readonly onEnd: (end: SocketEnd) => void;
}

interface RawSocket {
  close(code: number, reason: string): void;
  /** Of the package ws: a socket that is dead does not answer a close. */
  terminate?(): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
}

const CLOSE_GRACE_MS = 1_000;
const nothing = () => undefined;

/** One WebSocket from its making to its end. It never connects again by itself. */
export class LiveSocket {
  private readonly raw: RawSocket;
  private readonly client: Client;
  private isAwaitingPong = false;
  private isEnded = false;
  private cancelTimer: () => void;

  /** @throws what the WebSocket's constructor throws: a browser does not let every page connect everywhere */
  constructor(private readonly options: LiveSocketOptions) {
    const { url, webSocketImpl, token, timeouts, schedule } = options;
    this.raw = new webSocketImpl(url, GRAPHQL_TRANSPORT_WS_PROTOCOL) as RawSocket;
    // In Node an error that nobody listens to would end the process, and graphql-ws takes its listener away.
    this.raw.addEventListener('error', nothing);
    this.cancelTimer = schedule(
      () => this.abandon('The connection took too long to be made.'),
      timeouts.openMs,
    );
    this.client = createClient({
      url,
      webSocketImpl: giving(this.raw),
      lazy: false,
      // Its own retries would repeat the variables of the first time.
      retryAttempts: 0,
      // Told by `on`.
      onNonLazyError: nothing,
      keepAlive: timeouts.pingMs,
      ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
      on: {
        connected: () => this.open(),
        ping: (isReceived) => {
          if (!isReceived && !this.isEnded) this.awaitPong();
        },
        // What comes while the pong is waited for buys the server more time, but no more than that: no further ping is sent.
        message: () => {
          if (this.isAwaitingPong) this.awaitPong();
        },
        pong: (isReceived) => {
          if (!isReceived || !this.isAwaitingPong) return;
          this.isAwaitingPong = false;
          this.cancelTimer();
        },
        error: (error) => this.end(endByError(error)),
        closed: (event) => this.end(endByClose(event)),
      },
    });
  }

  /** @returns what unsubscribes */
  subscribe(request: Request, sink: Sink): () => void {
    let isOver = false;
    const finish = (tell: () => void) => {
      if (isOver || this.isEnded) return;
      isOver = true;
      tell();
    };
    const unsubscribe = this.client.subscribe(
      { ...request },
      {
        next: (answer) => {
          if (!isOver && !this.isEnded) sink.next(answer as Answer);
        },
        error: (error) =>
          finish(() =>
            Array.isArray(error) ? sink.ended(error as GraphQLFault[]) : sink.failed(error),
          ),
        complete: () => finish(() => sink.ended(null)),
      },
    );
    return () => {
      isOver = true;
      unsubscribe();
    };
  }

  /** Closes it in order, or by force when the other side does not answer. */
  close(): Promise<void> {
    this.finish();
    return new Promise((resolve) => {
      const cancel = this.options.schedule(() => {
        this.raw.terminate?.();
        resolve();
      }, CLOSE_GRACE_MS);
      this.raw.addEventListener('close', () => {
        cancel();
        resolve();
      });
      this.raw.close(1000, 'Normal Closure');
    });
  }

  private open(): void {
    if (this.isEnded) return;
    this.cancelTimer();
    this.options.onOpen();
  }

  /**
   * Waits for a sign of life. It waits twice for half the time: when this process itself was held up, what came meanwhile is
   * read between the two.
   */
  private awaitPong(): void {
    const { schedule, timeouts } = this.options;
    this.isAwaitingPong = true;
    this.cancelTimer();
    this.cancelTimer = schedule(() => {
      this.cancelTimer = schedule(
        () => this.abandon('The server gave no sign of life.'),
        timeouts.pongMs / 2,
      );
    }, timeouts.pongMs / 2);
  }

  private abandon(reason: string): void {
    this.end({ closeCode: null, reason });
    this.client.terminate();
    this.raw.terminate?.();
  }

  private end(end: SocketEnd): void {
    if (this.isEnded) return;
    this.finish();
    this.options.onEnd(end);
  }

  private finish(): void {
    this.isEnded = true;
    this.isAwaitingPong = false;
    this.cancelTimer();
    // After a close with 1000 it would connect again, unless it is disposed of. It fails when there never was a connection.
    Promise.resolve(this.client.dispose()).catch(nothing);
  }
}

/** A class for graphql-ws to make its socket with, whose one instance is made already. */
function giving(socket: object): unknown {
  const constants = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
  return Object.assign(function give() {
    return socket;
  }, constants);
}
