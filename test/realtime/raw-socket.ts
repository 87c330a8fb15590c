import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import type { Member, TestApp } from '../support/app';

/** A message of the protocol, as it came. */
type Frame = any;

export interface RawOptions {
  /** What the upgrade asks for; null for none. */
  readonly protocol?: string | null;
  readonly origin?: string;
  readonly path?: string;
  /** What ws is told besides. */
  readonly client?: ClientOptions;
}

/** How long a condition may take to become true. */
const PATIENCE_MS = 10_000;

/** A plain WebSocket that speaks `graphql-transport-ws` only as far as a test has it. */
export class RawSocket {
  readonly frames: Frame[] = [];
  closed: { code: number; reason: string } | null = null;
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()));
      this.changed();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.changed();
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket. @throws when the server refuses the upgrade */
  static async open(
    app: Pick<TestApp, 'socketUrl'>,
    { protocol = 'graphql-transport-ws', origin, path, client }: RawOptions = {},
  ): Promise<RawSocket> {
    const url = path === undefined ? app.socketUrl : `${new URL(app.socketUrl).origin}${path}`;
    const socket = new WebSocket(url, protocol ?? [], { ...client, ...(origin && { origin }) });
    const raw = new RawSocket(socket);
    await once(socket, 'open');
    return raw;
  }

  /** Opens a socket and signs it in, or not. */
  static async ready(
    app: Pick<TestApp, 'socketUrl'>,
    by: Pick<Member, 'token'> | null = null,
    options: RawOptions = {},
  ): Promise<RawSocket> {
    const raw = await RawSocket.open(app, options);
    raw.init(by?.token);
    await raw.until(() => raw.frames.some((frame) => frame.type === 'connection_ack'));
    return raw;
  }

  init(token?: string): void {
    this.send({
      type: 'connection_init',
      ...(token !== undefined && { payload: { authorization: `Bearer ${token}` } }),
    });
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  subscribe(id: string, query: string, variables: object = {}, more: object = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables, ...more } });
  }

  /** Runs one operation to its end and gives what came for it. */
  async run(id: string, query: string, variables: object = {}, more: object = {}) {
    this.subscribe(id, query, variables, more);
    const isLast = ({ type }: Frame) => type === 'complete' || type === 'error';
    await this.until(() => this.of(id).some(isLast));
    return this.of(id);
  }

  /** Everything that came for an operation. */
  of(id: string): Frame[] {
    return this.frames.filter((frame) => frame.id === id);
  }

  /** The feed messages that came for a subscription. */
  feed(id: string): any[] {
    return this.of(id).flatMap(({ payload }) => Object.values(payload?.data ?? {}));
  }

  /** The errors that ended an operation. */
  errors(id: string): any[] {
    return this.of(id).flatMap(({ type, payload }) => (type === 'error' ? payload : []));
  }

  /** Stops reading: what the server sends stays in the buffers between the two. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  until(condition: () => boolean, timeoutMs = PATIENCE_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        end();
      };
      const tell = () => JSON.stringify({ frames: this.frames.slice(-5), closed: this.closed });
      const fail = () => settle(() => reject(new Error(`Not reached: ${tell().slice(0, 2_000)}`)));
      const look = () => {
        if (condition()) settle(resolve);
        else if (this.closed) fail();
      };
      const timer = setTimeout(fail, timeoutMs);
      this.waiting.add(look);
      look();
    });
  }

  /** Waits for the server to close the socket, and tells with which code. */
  async closeCode(timeoutMs = PATIENCE_MS): Promise<number | undefined> {
    await this.until(() => this.closed !== null, timeoutMs);
    return this.closed?.code;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.socket.close();
    await this.until(() => this.closed !== null);
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }
}
