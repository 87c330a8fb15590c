import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import { SocketGate } from '../../src/server/websocket/socket-outlet';

/** Without anything taken. */
const STUCK_MS = 600;
/** Far more than the system keeps for a socket, in one write. */
const MUCH = 24 * 1024 * 1024;
const SIP = 500_000;
const BETWEEN_SIPS_MS = 50;

describe('a socket that has much to take', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let tcp: Socket;
  let gate: SocketGate;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new WebSocket(`ws://localhost:${port}`);
    client.on('error', () => undefined);
    const [[socket, request], [response]] = (await Promise.all([
      once(server, 'connection'),
      once(client, 'upgrade'),
    ])) as [[WebSocket, IncomingMessage], [IncomingMessage]];
    tcp = response.socket;
    gate = new SocketGate(socket, request.socket, STUCK_MS);
  });
  afterEach(async () => {
    client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  const given = () => {
    gate.send([Buffer.alloc(MUCH, 'x')]);
    expect(gate.isFull).toBe(true);
  };
  const drained = () => new Promise<void>((resolve) => gate.onceDrained(resolve));

  it('is cut when its reader takes nothing', async () => {
    client.pause();
    given();
    await drained();
    expect(server.clients.size).toBe(0);
  });

  it('is not cut while its reader takes a little now and then', async () => {
    const message = once(client, 'message');
    let taken = 0;
    tcp.on('data', ({ length }: Buffer) => {
      taken += length;
      if (taken < SIP) return;
      taken = 0;
      client.pause();
      setTimeout(() => client.resume(), BETWEEN_SIPS_MS);
    });
    given();
    const began = performance.now();
    await drained();
    expect(performance.now() - began).toBeGreaterThan(STUCK_MS);
    expect((await message)[0]).toHaveLength(MUCH);
  });
});
