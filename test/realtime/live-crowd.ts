import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { Member, TestApp } from '../support/app';

/** As many as one socket may have, with some room. */
const FEEDS_PER_SOCKET = 90;

/** One of many subscriptions. */
export class CrowdFeed {
  /** What came since it was last asked for. */
  private fresh: any[] = [];
  cursor: string | null = null;
  code: string | null = null;

  take(): any[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }

  /** Takes a message in, or what ended the subscription. */
  receive(message: { cursor: string } | null, code: string | null): void {
    if (message) this.fresh.push(message);
    this.cursor = message?.cursor ?? this.cursor;
    this.code = code;
  }
}

/** Many subscriptions of one viewer, on as few sockets as they fit on. Each document must ask for `cursor`. */
export class LiveCrowd {
  readonly feeds: readonly CrowdFeed[];
  private readonly clients: readonly Client[];
  private readonly waiting = new Set<() => void>();

  constructor(
    app: Pick<TestApp, 'socketUrl'>,
    queries: readonly string[],
    variables: Record<string, unknown>,
    by: Member | null,
  ) {
    const sockets = Math.ceil(queries.length / FEEDS_PER_SOCKET);
    this.clients = Array.from({ length: sockets }, () =>
      createClient({
        url: app.socketUrl,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(by && { connectionParams: { authorization: `Bearer ${by.token}` } }),
      }),
    );
    this.feeds = queries.map((query, index) => {
      const client = this.clients[index % sockets];
      return this.subscribe(client!, { query, variables });
    });
  }

  /** What ended one of them. */
  get code(): string | null {
    return this.feeds.find(({ code }) => code !== null)?.code ?? null;
  }

  /** Waits until each has seen the log up to that cursor. @throws when one has ended */
  until(cursor: string, timeoutMs = 30_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        end();
      };
      const look = () => {
        if (this.code !== null) settle(() => reject(new Error(`A feed has ended: ${this.code}`)));
        else if (this.feeds.every((feed) => feed.cursor === cursor)) settle(resolve);
      };
      const timer = setTimeout(() => settle(() => reject(new Error('Not reached.'))), timeoutMs);
      this.waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.dispose();
  }

  private subscribe(
    client: Client,
    operation: { query: string; variables: Record<string, unknown> },
  ): CrowdFeed {
    const feed = new CrowdFeed();
    const receive = (message: any, code: string | null) => {
      feed.receive(message, code);
      for (const look of [...this.waiting]) look();
    };
    client.subscribe<Record<string, any>>(operation, {
      next: ({ data, errors }) =>
        receive(Object.values(data ?? {})[0] ?? null, errors ? JSON.stringify(errors) : null),
      error: (failure: any) => receive(null, failure?.[0]?.extensions?.code ?? String(failure)),
      complete: () => receive(null, 'complete'),
    });
    return feed;
  }
}
