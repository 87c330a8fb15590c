import { once } from 'node:events';
import { connect } from 'node:net';
import { TestApp } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

describe('a socket', () => {
  let app: TestApp;

  /** Whether a new client is served as if nothing had been. */
  const isServing = async () => {
    const socket = await RawSocket.ready(app);
    const [frame] = await socket.run('check', '{ __typename }');
    await socket.close();
    return frame.payload.data.__typename === 'Query';
  };

  beforeAll(async () => {
    app = await TestApp.start({}, { socketTimes: { initMs: 3_000 } });
  });
  afterEach(async () => expect(await isServing()).toBe(true));
  afterAll(() => app.close());

  it('answers a ping with its payload', async () => {
    const socket = await RawSocket.ready(app);
    socket.send({ type: 'ping', payload: { n: 1 } });
    await socket.until(() => socket.frames.length === 2);
    expect(socket.frames[1]).toEqual({ type: 'pong', payload: { n: 1 } });
    await socket.close();
  });

  it('is closed with 4408 when nobody introduces themselves', async () => {
    const socket = await RawSocket.open(app);
    expect(await socket.closeCode()).toBe(4408);
  });

  it('is closed with 4429 when somebody introduces themselves twice', async () => {
    const socket = await RawSocket.ready(app);
    socket.init();
    expect(await socket.closeCode()).toBe(4429);
  });

  it('is closed with 4401 when it is used before it is acknowledged', async () => {
    const socket = await RawSocket.open(app);
    socket.subscribe('early', '{ __typename }');
    expect(await socket.closeCode()).toBe(4401);
  });

  it.each([
    ['one', 'same'],
    ['one long', 'x'.repeat(128)],
    ['one foreign', '語'.repeat(128)],
    ['one broken', '\uD800'.repeat(128)],
  ])('is closed with 4409 when two operations have %s id', async (_name, id) => {
    const socket = await RawSocket.ready(app);
    socket.subscribe(id, operations.LivePublicFeed);
    socket.subscribe(id, operations.LivePublicFeed);
    expect(await socket.closeCode()).toBe(4409);
    expect(socket.closed?.reason).toContain(`Subscriber for ${id.slice(0, 4)}`.toWellFormed());
  });

  it('is closed with 4400 when the id of an operation is longer than 128 characters', async () => {
    const socket = await RawSocket.ready(app);
    await socket.run('x'.repeat(128), '{ __typename }');
    socket.subscribe('x'.repeat(129), '{ __typename }');
    expect(await socket.closeCode()).toBe(4400);
    expect(socket.frames.at(-1)).toMatchObject({ type: 'complete', id: 'x'.repeat(128) });
  });

  it('is closed with 4406 without the subprotocol', async () => {
    const socket = await RawSocket.open(app, { protocol: null });
    expect(await socket.closeCode()).toBe(4406);
    await expect(RawSocket.open(app, { protocol: 'graphql-ws' })).rejects.toThrow();
  });

  it.each(['garbage', '{}', '{"type":"nothing"}', '[]', '{"type":"subscribe","id":"1"}', '\0'])(
    'is closed with 4400 after the message %j',
    async (message) => {
      const socket = await RawSocket.ready(app);
      socket.socket.send(message);
      expect(await socket.closeCode()).toBe(4400);
    },
  );

  it.each([
    ['an acknowledgement', '{"type":"connection_ack"}'],
    ['a result', '{"type":"next","id":"1","payload":{}}'],
    ['an error', '{"type":"error","id":"1","payload":[{"message":"No"}]}'],
    [
      'a bottomless ping',
      `{"type":"ping","payload":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ],
  ])('is closed with 4400 after %s', async (_name, message) => {
    const socket = await RawSocket.ready(app);
    socket.socket.send(message);
    expect(await socket.closeCode()).toBe(4400);
  });

  it('is closed with 1009 after a message that is too large', async () => {
    const socket = await RawSocket.ready(app);
    socket.subscribe('large', `{ __typename } # ${'x'.repeat(300_000)}`);
    expect(await socket.closeCode()).toBe(1009);
  });

  it.each(['/', '/other', '//', '/graphql/', '/graphqlx', '/%', '/health/live'])(
    'is not opened at %s',
    async (path) => {
      await expect(RawSocket.open(app, { path })).rejects.toThrow('404');
    },
  );

  it('is opened whatever query the address has', async () => {
    const socket = await RawSocket.ready(app, null, { path: '/graphql?from=//example.org' });
    await socket.close();
  });

  it('that is refused and reset at once does no harm', async () => {
    const { port, hostname } = new URL(app.url);
    for (let times = 0; times < 20; times += 1) {
      const tcp = connect(Number(port), hostname);
      await once(tcp, 'connect');
      const key = 'dGhlIHNhbXBsZSBub25jZQ==';
      tcp.write(
        `GET /other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
        () => tcp.resetAndDestroy(),
      );
      await once(tcp, 'close');
    }
  });
});

describe('a socket of a page on another site', () => {
  let app: TestApp;

  const opens = async (origin?: string) => {
    const socket = await RawSocket.ready(app, null, origin ? { origin } : {});
    await socket.close();
  };
  const refuses = (origin: string) =>
    expect(RawSocket.open(app, { origin })).rejects.toThrow('403');

  afterEach(() => app.close());

  it('is refused in production unless its origin is listed', async () => {
    app = await TestApp.start({ isProduction: true, corsOrigins: ['https://blog.example'] });
    await opens();
    await opens(app.url);
    await opens('https://blog.example');
    await refuses('https://other.example');
    await refuses('http://blog.example');
    await refuses('https://blog.example.evil.example');
    await refuses('https://studio.apollographql.com');
    await refuses('http://localhost:5173');
    await refuses('null');
  });

  it('is open in development to Apollo Sandbox and to this machine', async () => {
    app = await TestApp.start();
    await opens('https://studio.apollographql.com');
    await opens('https://sandbox.embed.apollographql.com');
    await opens('http://localhost:5173');
    await refuses('https://other.example');
  });
});
