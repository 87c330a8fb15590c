import { Connection } from './connection.ts';
import { textOf, type FeedDocument } from './document.ts';
import { LiveFeed } from './live-feed.ts';
import { schedule as byTimers } from './schedule.ts';
import type {
  ConnectOptions,
  FeedClient,
  FeedMessage,
  FeedOptions,
  TokenSource,
  WebSocketClass,
} from './types.ts';

export type { FeedDocument } from './document.ts';
export { FeedError, type GraphQLFault } from './feed-error.ts';
export { possibleTypes } from './possible-types.ts';
export type * from './types.ts';

/** A browser says when it has a network again. */
const network = globalThis as {
  addEventListener?(type: 'online', listener: () => void): void;
  removeEventListener?(type: 'online', listener: () => void): void;
};

/**
 * A client of live feeds that resumes by itself: one connection, made when the first feed needs it.
 * @param url of the API, `http(s)` or `ws(s)`
 * @throws TypeError when the address is none, or there is no WebSocket to connect with
 */
export function connect(url: string | URL, options: ConnectOptions = {}): FeedClient {
  return new LiveClient(socketUrl(url), options);
}

class LiveClient implements FeedClient {
  private readonly connection: Connection;
  private readonly feeds = new Set<LiveFeed<FeedMessage>>();
  private readonly retry;
  private readonly schedule;
  private readonly hurry = () => this.connection.hurry();

  constructor(url: string, { token = null, retry, timeouts, ...options }: ConnectOptions) {
    this.retry = { minMs: 1_000, maxMs: 30_000, random: Math.random, ...retry };
    this.schedule = options.schedule ?? byTimers;
    this.connection = new Connection({
      url,
      token: sourceOf(token),
      canRenewToken: typeof token === 'function',
      webSocketImpl: options.webSocketImpl ?? globalWebSocket(),
      retry: this.retry,
      timeouts: { openMs: 10_000, pingMs: 15_000, pongMs: 10_000, idleMs: 1_000, ...timeouts },
      schedule: this.schedule,
      onState: options.onState,
    });
    network.addEventListener?.('online', this.hurry);
  }

  get state() {
    return this.connection.state;
  }

  feed(
    document: FeedDocument,
    variables: object = {},
    options: FeedOptions = {},
  ): LiveFeed<FeedMessage> {
    const query = textOf(document);
    // As they are sent: what cannot be sent is told at once, and what the application changes later is not.
    const copy = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
    if (this.state === 'closed') throw new TypeError('The client is closed.');
    const feed = new LiveFeed<FeedMessage>(this.connection, {
      ...options,
      ...{ query, variables: copy, retry: this.retry, schedule: this.schedule },
      onEnd: (ended) => void this.feeds.delete(ended),
    });
    if (feed.state !== 'ended') this.feeds.add(feed);
    return feed;
  }

  async close(): Promise<void> {
    network.removeEventListener?.('online', this.hurry);
    for (const feed of [...this.feeds]) feed.end();
    await this.connection.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function socketUrl(url: string | URL): string {
  // A page may give an address of its own site.
  const { location } = globalThis as { location?: { href: string } };
  const { href, protocol } = new URL(url, location?.href);
  if (!/^(http|ws)s?:$/.test(protocol)) throw new TypeError(`No address to connect to: ${href}`);
  return href.replace(/^http/, 'ws');
}

const sourceOf = (token: string | null | TokenSource): TokenSource =>
  typeof token === 'function' ? token : () => token;

function globalWebSocket(): WebSocketClass {
  const { WebSocket } = globalThis as { WebSocket?: WebSocketClass };
  if (!WebSocket)
    throw new TypeError(
      'There is no WebSocket here: give the class of the package ws as webSocketImpl.',
    );
  return WebSocket;
}
