import { readConfig } from '../../src/config';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TestApp } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

/** Documents that are as large as they may be, by aliases of one field. */
const ROOMY = { ...readConfig({}).operations, aliases: 4_000 };

const COUNT = 50;
const KB = 1024;
const MB = 1024 * KB;
const LONG = 'x'.repeat(80 * KB);
/** A long document: some 2 MB when it is parsed. */
const long = (name: string) =>
  `subscription { publicFeed { ${Array.from({ length: 1_250 }, (_item, n) => `${name}${n}: cursor`).join(' ')} } }`;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('what a subscription keeps of what the client sent', () => {
  let app: TestApp;
  let socket: RawSocket;

  beforeEach(async () => {
    app = await TestApp.start({ operations: ROOMY });
    socket = await RawSocket.ready(app);
  });
  afterEach(async () => {
    await socket.close();
    await app.close();
  });

  const isThere = (id: string) => socket.until(() => socket.of(id).length > 0);
  const heapUsed = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };

  it('is none of what it has no use for', async () => {
    socket.subscribe('first', operations.LivePublicFeed);
    await isThere('first');
    const before = heapUsed();
    for (let index = 0; index < COUNT; index += 1) {
      // Each of its own, so that no text is one and the same.
      const more = `${index} ${LONG}`;
      socket.send({
        ...{ id: `${index}`, type: 'subscribe', more },
        payload: {
          ...{ query: operations.LivePublicFeed, variables: { more: `1 ${more}` } },
          extensions: { more: `2 ${more}` },
        },
      });
    }
    for (let index = 0; index < COUNT; index += 1) await isThere(`${index}`);
    expect(socket.frames.filter(({ type }) => type === 'error')).toEqual([]);
    // Of each kind there were 4 MB, and of all 12.
    expect(heapUsed() - before).toBeLessThan(4 * MB);
  });

  it('is none of what a socket signed in with', async () => {
    const sockets: RawSocket[] = [];
    const before = heapUsed();
    for (let index = 0; index < COUNT; index += 1) {
      const other = await RawSocket.open(app);
      other.send({ type: 'connection_init', payload: { more: `${index} ${LONG}` } });
      await other.until(() => other.frames.length > 0);
      sockets.push(other);
    }
    expect(heapUsed() - before).toBeLessThan(5 * MB);
    for (const other of sockets) await other.close();
  });

  it('is at most 16 KiB of variables', async () => {
    const [refused] = await socket.run('long', operations.LivePostFeed, {
      url: `https://blog.example/${'x'.repeat(16 * KB)}`,
    });
    expect(refused.payload).toMatchObject([
      {
        extensions: { code: 'BAD_USER_INPUT' },
        message: expect.stringMatching(/have 16\d{3} bytes; 16384 are allowed/),
      },
    ]);
    socket.subscribe('fits', operations.LivePostFeed, {
      url: `https://blog.example/${'x'.repeat(1_900)}`,
      more: 'x'.repeat(16 * KB),
    });
    await isThere('fits');
    expect(socket.errors('fits')).toEqual([]);
  });

  it('is at most 16 MiB of a socket, a document that is sent twice counted once', async () => {
    for (let index = 0; index < 8; index += 1) socket.subscribe(`${index}`, long(`a${index}`));
    await isThere('7');
    socket.subscribe('again', long('a7'));
    await isThere('again');
    const [refused] = await socket.run('too much', long('b'));
    expect(refused.payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(socket.frames.filter(({ type }) => type === 'error')).toHaveLength(1);
    socket.send({ type: 'complete', id: '7' });
    socket.send({ type: 'complete', id: 'again' });
    socket.subscribe('now', long('b'));
    await isThere('now');
    expect(socket.errors('now')).toEqual([]);
  });

  it('is nothing once it is refused', async () => {
    const missing = long('a').replace('publicFeed', 'profileFeed(username: "nobody")');
    for (let index = 0; index < 10; index += 1) {
      const [refused] = await socket.run(`${index}`, `${missing} # ${index}`);
      expect(refused.payload).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  it('is nothing of what was completed before it began', async () => {
    const signedIn = await RawSocket.ready(app, await app.join('ann'));
    for (let index = 0; index < 10; index += 1) {
      signedIn.subscribe(`${index}`, long(`a${index}`));
      signedIn.send({ id: `${index}`, type: 'complete' });
    }
    // What comes in one moment is judged in one.
    await signedIn.run('then', '{ __typename }');
    signedIn.subscribe('last', long('b'));
    await signedIn.until(() => signedIn.of('last').length > 0);
    expect(signedIn.errors('last')).toEqual([]);
    await signedIn.close();
  });
});
