import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestApp } from '../support/app';
import { eventually } from '../support/eventually';

/** A client that sends what it likes and never answers a close frame, which every library does by itself. */
export class DeafSocket {
  isCut = false;
  private heard = '';

  private constructor(private readonly tcp: Socket) {
    // Its frames are not masked: what the server says can be read as it comes.
    tcp.on('data', (data: Buffer) => (this.heard += data.toString('latin1')));
    tcp.on('error', () => undefined);
    tcp.on('close', () => (this.isCut = true));
  }

  /** Opens a socket and signs it in. */
  static async ready(app: TestApp, token: string): Promise<DeafSocket> {
    const { hostname, port } = new URL(app.url);
    const tcp = connect(Number(port), hostname);
    const socket = new DeafSocket(tcp);
    await once(tcp, 'connect');
    tcp.write(
      'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await socket.hears('\r\n\r\n');
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.hears('connection_ack');
    return socket;
  }

  send(message: object): void {
    const text = Buffer.from(JSON.stringify(message));
    const head = Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 0xff, 0, 0, 0, 0]);
    this.tcp.write(Buffer.concat([head, text]));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  hears(words: string): Promise<unknown> {
    return eventually(() => this.heard.includes(words));
  }

  hearsClose(code: number): Promise<unknown> {
    return this.hears(String.fromCharCode(code >> 8, code & 0xff));
  }

  isHeard(words: string): boolean {
    return this.heard.includes(words);
  }
}
