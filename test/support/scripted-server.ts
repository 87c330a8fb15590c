import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';

/** What a subscription asked for, and the ways to answer it. */
export class Subscription {
  constructor(
    private readonly socket: WebSocket,
    private readonly id: string,
    readonly variables: Record<string, any>,
    readonly payload: any,
  ) {}

  /** Sends one message of the feed, which is live unless told. */
  next(cursor: string, more: object = {}): this {
    return this.answer({ data: { publicFeed: { cursor, isLive: true, ...more } } });
  }

  answer(payload: object): this {
    this.send({ type: 'next', payload });
    return this;
  }

  fail(...codes: (string | { code?: string; retryAfter?: number })[]): void {
    const payload = codes.map((code) => ({
      message: 'It failed.',
      extensions: typeof code === 'string' ? { code } : code,
    }));
    this.send({ type: 'error', payload });
  }

  complete(): void {
    this.send({ type: 'complete' });
  }

  close(code: number): void {
    this.socket.close(code, 'As the script says');
  }

  private send(frame: object): void {
    this.socket.send(JSON.stringify({ id: this.id, ...frame }));
  }
}

/** A server that speaks `graphql-transport-ws` and answers as a test has it. */
export class ScriptedServer {
  readonly subscriptions: Subscription[] = [];
  /** What each socket introduced itself with; null for nothing. */
  readonly introductions: (string | null)[] = [];
  /** How many subscriptions were told to stop. */
  completed = 0;
  private readonly waiting = new Set<() => void>();
  pings = 0;
  /** Whether pings stay unanswered. */
  isDeaf = false;
  /** Which tokens are closed with 4401. */
  readonly refused = new Set<string>();
  /** What is done about each subscription, in turn; the last is done about all that follow. */
  script: ((subscription: Subscription) => void)[] = [
    (subscription) => void subscription.next('c'),
  ];

  private constructor(private readonly server: WebSocketServer) {
    server.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        this.hear(socket, JSON.parse(data.toString()));
        this.changed();
      });
      socket.on('close', () => this.changed());
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = new WebSocketServer({ port: 0, host: 'localhost' });
    await once(server, 'listening');
    return new ScriptedServer(server);
  }

  get url(): string {
    return `ws://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** The `after` of each subscription. */
  get places(): unknown[] {
    return this.subscriptions.map(({ variables }) => variables.after);
  }

  get openSockets(): number {
    return [...this.server.clients].filter(({ readyState }) => readyState === WebSocket.OPEN)
      .length;
  }

  /** Waits for a condition, looked at whenever something comes or a socket closes. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
    await once(this.server, 'close');
  }

  private hear(socket: WebSocket, { type, id, payload }: any): void {
    if (type === 'connection_init') this.introduce(socket, payload?.authorization ?? null);
    if (type === 'complete') this.completed += 1;
    if (type === 'ping') this.pings += 1;
    if (type === 'ping' && !this.isDeaf) socket.send(JSON.stringify({ type: 'pong' }));
    if (type === 'subscribe')
      this.subscribe(new Subscription(socket, id, payload.variables, payload));
  }

  private introduce(socket: WebSocket, authorization: string | null): void {
    this.introductions.push(authorization);
    if (this.refused.has(authorization?.slice('Bearer '.length) ?? ''))
      socket.close(4401, 'Unauthorized');
    else socket.send(JSON.stringify({ type: 'connection_ack' }));
  }

  private subscribe(subscription: Subscription): void {
    const act = this.script[this.subscriptions.length] ?? this.script.at(-1);
    this.subscriptions.push(subscription);
    act?.(subscription);
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }
}
