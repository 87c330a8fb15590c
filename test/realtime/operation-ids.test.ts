import { readConfig } from '../../src/config';
import { TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

/** Documents that are as large as they may be, by aliases of one field. */
const ROOMY = { ...readConfig({}).operations, aliases: 4_000 };

const URL = 'https://blog.example/ids';
const TIMES = 40;
/** A document of some 2 MB when it is parsed: eight fill a socket. */
const long = (name: string) =>
  `subscription { publicFeed { ${Array.from({ length: 1_250 }, (_item, n) => `${name}${n}: cursor`).join(' ')} } }`;

describe.each([
  ['nobody', false],
  ['a member, whose session is looked up first,', true],
])('an operation id that %s uses again', (_who, isSignedIn) => {
  let app: TestApp;
  let ann: Member;
  let socket: RawSocket;

  const subscribe = (id: string, more: object = {}) =>
    socket.subscribe(id, operations.LivePublicFeed, more);
  const complete = (id: string) => socket.send({ id, type: 'complete' });
  const subscriptions = () => app.app.stats.subscriptions;
  const events = () => socket.feed('it').filter(({ activity }) => activity);
  /** Has all that is sent meanwhile arrive in one piece. */
  const atOnce = (send: () => void) => {
    const stream = (socket.socket as unknown as { _socket: { cork(): void; uncork(): void } })
      ._socket;
    stream.cork();
    send();
    stream.uncork();
  };

  beforeEach(async () => {
    app = await TestApp.start({ operations: ROOMY });
    ann = await app.join('ann');
    socket = await RawSocket.ready(app, isSignedIn ? ann : null);
  });
  afterEach(async () => {
    await socket.close();
    await eventually(() => subscriptions() === 0);
    await app.close();
  });

  it('is of one subscription, the last, and is told each message once', async () => {
    atOnce(() => {
      for (let time = 0; time < TIMES; time += 1) {
        subscribe('it');
        complete('it');
      }
      subscribe('it');
    });
    await socket.run('then', `{ profile(username: "ann") { username } }`);
    await eventually(() => subscriptions() === 1);
    const { id } = await app.comment(ann, URL);
    await socket.until(() => events().length > 0);
    await socket.run('after', '{ __typename }');
    expect(events()).toMatchObject([{ activity: { comment: { id } } }]);
    expect(subscriptions()).toBe(1);
    // Nobody is told that what they completed is complete.
    expect(socket.of('it').every(({ type }) => type === 'next')).toBe(true);
    complete('it');
    await eventually(() => subscriptions() === 0);
  });

  it('is of the next one when a live one is completed, also in the same moment', async () => {
    subscribe('it');
    await socket.until(() => socket.of('it').length === 1);
    for (let time = 2; time < TIMES; time += 1) {
      atOnce(() => {
        complete('it');
        subscribe('it');
      });
      await socket.until(() => socket.of('it').length === time);
    }
    await socket.run('then', '{ __typename }');
    expect(socket.of('it').every(({ type }) => type === 'next')).toBe(true);
    expect(subscriptions()).toBe(1);
  });

  it('keeps nothing of those that were completed', async () => {
    for (let time = 0; time < TIMES; time += 1)
      atOnce(() => {
        socket.subscribe('it', long(`a${time}`));
        complete('it');
      });
    await socket.run('then', '{ __typename }');
    for (let index = 0; index < 7; index += 1) socket.subscribe(`${index}`, long(`b${index}`));
    await socket.until(() => socket.of('6').length > 0);
    expect(socket.frames.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('is not answered for a query that was completed', async () => {
    atOnce(() => {
      socket.subscribe('it', `{ first: profile(username: "ann") { username } }`);
      complete('it');
      socket.subscribe('it', `{ second: profile(username: "ann") { username } }`);
    });
    await socket.until(() => socket.of('it').some(({ type }) => type === 'complete'));
    await socket.run('then', `{ profile(username: "ann") { username } }`);
    expect(socket.of('it')).toMatchObject([
      { type: 'next', payload: { data: { second: { username: 'ann' } } } },
      { type: 'complete' },
    ]);
  });

  it('may be used again as soon as the end is told, however it came', async () => {
    const ends = () => socket.of('it').filter(({ type }) => type !== 'next').length;
    socket.socket.on('message', (data: Buffer) => {
      const { id, type } = JSON.parse(data.toString());
      if (id === 'it' && type !== 'next' && ends() < TIMES)
        socket.subscribe('it', ends() % 2 ? '{ nothing }' : '{ __typename }');
    });
    socket.subscribe('it', '{ __typename }');
    await socket.until(() => ends() === TIMES);
    expect(socket.closed).toBeNull();
  });

  it.each([
    ['is under way', [subscribe, subscribe]],
    ['waits already', [subscribe, complete, subscribe, subscribe]],
  ])('closes the socket with 4409 while an operation of it %s', async (_name, acts) => {
    atOnce(() => {
      for (const act of acts) act('it');
    });
    expect(await socket.closeCode()).toBe(4409);
    await eventually(() => subscriptions() === 0);
  });

  it('is read no differently when what waits is not of the protocol', async () => {
    atOnce(() => {
      subscribe('it');
      complete('it');
      socket.send({ id: 'it', type: 'subscribe', payload: 'nonsense' });
      complete('it');
    });
    expect(await socket.closeCode()).toBe(4400);
  });

  it('leaves nothing behind when the socket is cut while one waits', async () => {
    for (let time = 0; time < 5; time += 1) {
      const other = await RawSocket.ready(app, isSignedIn ? ann : null);
      other.subscribe('it', operations.LivePublicFeed);
      other.send({ id: 'it', type: 'complete' });
      other.subscribe('it', operations.LivePublicFeed);
      setImmediate(() => other.socket.terminate());
      await other.closeCode();
    }
    await socket.run('then', `{ profile(username: "ann") { username } }`);
    await eventually(() => subscriptions() === 0);
  });

  it('makes room when it is completed, though all places were taken', async () => {
    await socket.close();
    await app.close();
    app = await TestApp.start({ maxSubscriptionsPerSocket: 2 });
    ann = await app.join('ann');
    socket = await RawSocket.ready(app, isSignedIn ? ann : null);
    for (let time = 0; time < TIMES; time += 1)
      atOnce(() => {
        subscribe('one');
        subscribe('two');
        complete('two');
        subscribe('two');
        complete('one');
        complete('two');
      });
    subscribe('one');
    subscribe('two');
    await socket.until(() => socket.of('one').length > 0 && socket.of('two').length > 0);
    expect(socket.frames.filter(({ type }) => type === 'error')).toEqual([]);
    expect(await socket.run('three', '{ __typename }')).toMatchObject([
      { payload: [{ extensions: { code: 'RATE_LIMITED' } }] },
    ]);
  });
});
