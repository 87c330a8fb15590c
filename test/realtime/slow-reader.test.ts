import { once } from 'node:events';
import {
  createServer,
  get as httpGet,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import WebSocket, { WebSocketServer } from 'ws';
import { Connections } from '../../src/server/connections';
import { StuckReaders } from '../../src/server/stuck-readers';
import { SocketGate } from '../../src/server/websocket/socket-outlet';

/** Without anything taken. */
const STUCK_MS = 600;
/** Far more than the system keeps for a socket, in one write. */
const MUCH = 24 * 1024 * 1024;
const SIP = 500_000;
const BETWEEN_SIPS_MS = 50;

/** A client to whom much was sent. */
interface Reader {
  readonly pause: () => void;
  readonly resume: () => void;
  /** What it reads from. */
  readonly from: Readable;
  /** The server's end. */
  readonly connection: Socket;
  /** How much it has been given, once it has all; fails where it is cut before. */
  readonly all: Promise<number>;
}

const begin: Readonly<Record<string, (server: Server) => Promise<Reader>>> = {
  'a WebSocket': async (server) => {
    const sockets = new WebSocketServer({ server });
    const client = new WebSocket(`ws://localhost:${portOf(server)}`);
    const [[socket, { socket: connection }], [response]] = (await Promise.all([
      once(sockets, 'connection'),
      once(client, 'upgrade'),
    ])) as [[WebSocket, IncomingMessage], [IncomingMessage]];
    const all = once(client, 'message').then(([message]: Buffer[]) => message?.length ?? 0);
    client.on('error', () => undefined);
    new SocketGate(socket, connection).send([Buffer.alloc(MUCH, 'x')]);
    return {
      pause: () => client.pause(),
      resume: () => client.resume(),
      from: response.socket,
      connection,
      all,
    };
  },
  'an answer over HTTP': async (server) => {
    const request = httpGet(`http://localhost:${portOf(server)}`);
    const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
    const { socket: connection } = response;
    if (!connection) throw new Error('It is gone.');
    response.end('x'.repeat(MUCH));
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    let length = 0;
    answer.on('data', (data: Buffer) => (length += data.length));
    const all = once(answer, 'end').then(() => length);
    return {
      pause: () => answer.pause(),
      resume: () => answer.resume(),
      from: answer,
      connection,
      all,
    };
  },
};

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe.each(Object.entries(begin))('a client that has much to take by %s', (_way, send) => {
  let server: Server;
  let connections: Connections;
  let readers: StuckReaders;

  beforeEach(async () => {
    server = createServer().listen(0);
    await once(server, 'listening');
    connections = new Connections(server);
    readers = new StuckReaders(connections, STUCK_MS);
  });
  afterEach(async () => {
    readers.stop();
    connections.cut();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is cut when it takes nothing', async () => {
    const { pause, connection, all } = await send(server);
    all.catch(() => undefined);
    pause();
    if (!connection.destroyed) await once(connection, 'close');
    expect([...connections]).toEqual([]);
  });

  it('is not cut while it takes a little now and then', async () => {
    const { pause, resume, from, all } = await send(server);
    let taken = 0;
    from.on('data', ({ length }: Buffer) => {
      taken += length;
      if (taken < SIP) return;
      taken = 0;
      pause();
      setTimeout(resume, BETWEEN_SIPS_MS);
    });
    const began = performance.now();
    expect(await all).toBe(MUCH);
    expect(performance.now() - began).toBeGreaterThan(STUCK_MS);
  });
});
