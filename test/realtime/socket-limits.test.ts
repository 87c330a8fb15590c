import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { AppOptions } from '../../src/app';
import type { Config } from '../../src/config';
import { TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

describe('the sockets of one address', () => {
  const MAX = 3;
  let app: TestApp;

  const start = async (config: Partial<Config> = {}) => {
    app = await TestApp.start({ maxSocketsPerAddress: MAX, ...config });
  };
  const from = (forwarded: string) => ({ client: { headers: { 'x-forwarded-for': forwarded } } });
  const fill = (count = MAX, options = {}) =>
    Promise.all(Array.from({ length: count }, () => RawSocket.open(app, options)));
  const isRefused = (options = {}) => expect(RawSocket.open(app, options)).rejects.toThrow('429');
  /** The server hears of a closed connection a little later than whoever closed it. */
  const isWelcome = () =>
    eventually(() =>
      RawSocket.open(app)
        .then((socket) => socket.close())
        .then(() => true)
        .catch(() => false),
    );

  afterEach(() => app.close());

  it('are no more than allowed, whether they have introduced themselves or not', async () => {
    await start();
    const sockets = [await RawSocket.ready(app), await RawSocket.open(app), await halfOpen(app)];
    await isRefused();
    // Whoever is there is not disturbed.
    expect(await (sockets[0] as RawSocket).run('it', '{ __typename }')).toHaveLength(2);
  });

  it('are refused with 429, and told when to come again', async () => {
    await start();
    await fill();
    const socket = new WebSocket(app.socketUrl, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    socket.terminate();
  });

  it('make room for others however they end', async () => {
    await start();
    const ends: ((socket: RawSocket) => unknown)[] = [
      (socket) => socket.close(),
      (socket) => socket.socket.terminate(),
      (socket) => socket.send({ type: 'nonsense' }),
    ];
    for (const end of ends) {
      const sockets = await fill();
      await isRefused();
      for (const socket of sockets) end(socket);
      await isWelcome();
    }
    for (let times = 0; times <= MAX; times += 1) (await halfOpen(app)).destroy();
    await isWelcome();
    for (let times = 0; times <= MAX; times += 1) {
      const tcp = await upgrading(app, 'not-a-key');
      tcp.resume();
      await once(tcp, 'close');
    }
    await isWelcome();
  });

  it('that are refused are opened at another try of the stock client', async () => {
    await start();
    const sockets = await fill();
    let refusals = 0;
    const client = createClient({
      url: app.socketUrl,
      webSocketImpl: WebSocket,
      retryAttempts: Infinity,
      // By itself it gives up when a socket cannot be opened, as also while a server restarts.
      shouldRetry: () => true,
      retryWait: () => {
        refusals += 1;
        return refusals === 2 ? sockets[0]!.close() : Promise.resolve();
      },
    });
    const answer = new Promise((resolve, reject) =>
      client.subscribe(
        { query: '{ __typename }' },
        { next: resolve, error: reject, complete: () => undefined },
      ),
    );
    expect(await answer).toEqual({ data: { __typename: 'Query' } });
    expect(refusals).toBeGreaterThanOrEqual(2);
    await client.dispose();
  });

  it('are those of the connection where no proxy is trusted', async () => {
    await start();
    for (let index = 0; index < MAX; index += 1)
      await RawSocket.open(app, from(`192.0.2.${index}`));
    await isRefused(from('192.0.2.99'));
  });

  it('are those of whom a trusted proxy tells, and nobody can be somebody else', async () => {
    await start({ trustedProxies: 1 });
    await fill(2, from('192.0.2.1'));
    await fill(1, from('6.6.6.6, ::ffff:192.0.2.1'));
    await isRefused(from('192.0.2.1'));
    await isRefused(from('192.0.2.2, 192.0.2.1'));
    await fill(MAX, from('192.0.2.1, 192.0.2.2'));
    await fill(2, from('2001:db8:1:2::1'));
    await fill(1, from('2001:db8:1:2:9::9'));
    await isRefused(from('2001:db8:1:2:a::a'));
    await fill(1, from('2001:db8:1:3::1'));
  });

  it('are as many as they like where nothing is limited', async () => {
    await start({ maxSocketsPerAddress: null });
    expect(await fill(120)).toHaveLength(120);
  });
});

describe('a socket', () => {
  let app: TestApp;

  const start = async (config: Partial<Config>, socketTimes: AppOptions['socketTimes'] = {}) => {
    app = await TestApp.start(config, { socketTimes });
  };

  afterEach(() => app.close());

  it('that never introduces itself is closed with 4408, and not before its time', async () => {
    await start({}, { initMs: 500 });
    const began = performance.now();
    const socket = await RawSocket.open(app);
    socket.send({ type: 'ping' });
    expect(await socket.closeCode()).toBe(4408);
    expect(performance.now() - began).toBeGreaterThan(450);
    expect(socket.frames).toEqual([{ type: 'pong' }]);
  });

  it('that answers pings stays, and one that does not is cut', async () => {
    await start({}, { keepAliveMs: 150 });
    const alive = await RawSocket.ready(app);
    const silent = await RawSocket.ready(app, null, { client: { autoPong: false } });
    silent.subscribe('live', operations.LivePublicFeed);
    let pings = 0;
    alive.socket.on('ping', () => (pings += 1));
    expect(await silent.closeCode()).toBe(1006);
    const before = pings;
    await eventually(() => pings > before + 5);
    expect(alive.closed).toBeNull();
    await alive.run('it', '{ __typename }');
  });

  it('whose other end is gone without a word is cut, and makes room', async () => {
    await start({ maxSocketsPerAddress: 1 }, { keepAliveMs: 150 });
    const gone = await halfOpen(app);
    await expect(RawSocket.open(app)).rejects.toThrow('429');
    // It is not read from: that the server has closed it is only seen by there being room.
    await eventually(() =>
      RawSocket.ready(app)
        .then((socket) => socket.close())
        .then(() => true)
        .catch(() => false),
    );
    gone.destroy();
  });

  it('has no more operations under way than allowed, and room again when one is completed', async () => {
    await start({ maxSubscriptionsPerSocket: 2 });
    const socket = await RawSocket.ready(app);
    for (const id of ['one', 'two']) {
      socket.subscribe(id, operations.LivePublicFeed);
      await socket.until(() => socket.feed(id).length === 1);
    }
    const refusal = { type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] };
    expect(await socket.run('three', operations.LivePublicFeed)).toMatchObject([refusal]);
    expect(await socket.run('query', '{ __typename }')).toMatchObject([refusal]);
    socket.send({ type: 'complete', id: 'one' });
    const again = await socket.run('again', '{ __typename }');
    expect(again.map(({ type }) => type)).toEqual(['next', 'complete']);
    await app.join('ann');
    expect(socket.closed).toBeNull();
    expect(socket.errors('two')).toEqual([]);
  });

  it('that asks on without taking the answers is not read from until it does', async () => {
    await start({});
    const hog = await RawSocket.ready(app);
    const other = await RawSocket.ready(app);
    hog.pause();
    const payload = { words: 'x'.repeat(200_000) };
    const COUNT = 300;
    for (let index = 0; index < COUNT; index += 1) hog.send({ type: 'ping', payload });
    // What lies in the client unsent no longer becomes less, however often the server has its turn.
    let rest = Infinity;
    await eventually(async () => {
      const before = rest;
      for (let turn = 0; turn < 20; turn += 1) await other.run(`turn ${turn}`, '{ __typename }');
      rest = hog.socket.bufferedAmount;
      return rest === before;
    });
    expect(rest).toBeGreaterThan((COUNT * 200_000) / 2);

    hog.resume();
    await hog.until(() => hog.frames.length === COUNT + 1);
    expect((await hog.run('it', '{ __typename }')).map(({ type }) => type)).toEqual([
      'next',
      'complete',
    ]);
  });
});

/** Asks for a socket over plain TCP, and says nothing more. */
async function upgrading(app: TestApp, key: string): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const tcp = connect(Number(port), hostname);
  tcp.on('error', () => undefined);
  await once(tcp, 'connect');
  tcp.write(
    `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  return tcp;
}

/** A socket that is open to the server; nobody reads or writes at its other end. */
async function halfOpen(app: TestApp): Promise<Socket> {
  const tcp = await upgrading(app, 'dGhlIHNhbXBsZSBub25jZQ==');
  await once(tcp, 'readable');
  return tcp;
}
