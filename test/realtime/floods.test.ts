import WebSocket from 'ws';
import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/floods';
const COUNT = 5_000;
/** What is heard of one client at once, and in its turn. */
const MOST_IN_A_TURN = 16;
const PATIENCE_MS = 60_000;

describe('a client that floods the server', () => {
  let app: TestApp;
  let ann: Member;
  let flood: RawSocket;
  let other: RawSocket;

  /** Has all that is sent meanwhile leave in as few pieces as possible. */
  const atOnce = (send: (n: number) => void, count = COUNT) => {
    const { _socket: stream } = flood.socket as unknown as {
      _socket: { cork(): void; uncork(): void };
    };
    stream.cork();
    for (let n = 0; n < count; n += 1) send(n);
    stream.uncork();
  };
  const answered = () => flood.frames.length - 1;

  beforeEach(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    flood = await RawSocket.ready(app);
    other = await RawSocket.ready(app, ann);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  it('has few of its messages answered between two turns of the event loop', async () => {
    let isOver = false;
    const turns = jest.fn(() => {
      if (!isOver) setImmediate(turns);
    });
    turns();
    const sent = jest.spyOn(WebSocket.prototype, 'send');
    atOnce((n) => flood.send({ type: 'ping', payload: { n } }));
    await flood.until(() => answered() === COUNT, PATIENCE_MS);
    isOver = true;
    const answers = sent.mock.invocationCallOrder.filter((_order, at) =>
      (sent.mock.calls[at]?.[0] as string).startsWith('{"type":"pong"'),
    );
    expect(answers).toHaveLength(COUNT);
    expect(mostBetween(turns.mock.invocationCallOrder, answers)).toBeLessThanOrEqual(
      MOST_IN_A_TURN,
    );
    // All were, and in their order.
    expect(flood.frames.slice(1).map(({ payload }) => payload.n)).toEqual(
      Array.from({ length: COUNT }, (_item, n) => n),
    );
  });

  it('lets others be answered, over HTTP too, and hear what is new meanwhile', async () => {
    other.subscribe('live', operations.LivePublicFeed);
    await other.until(() => other.feed('live').length === 1);
    atOnce((n) => flood.subscribe(`${n}`, '{ __typename }'));
    await flood.until(() => answered() > 0);
    expect(await other.run('it', '{ __typename }')).toHaveLength(2);
    const { id } = await app.comment(ann, URL);
    await other.until(() => other.feed('live').length === 2);
    expect(other.feed('live')[1]).toMatchObject({ activity: { comment: { id } } });
    expect(answered()).toBeLessThan(2 * COUNT);
    await flood.until(() => answered() === 2 * COUNT, PATIENCE_MS);
    expect(flood.frames.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('by subscriptions that it completes at once keeps none of them', async () => {
    atOnce((n) => {
      flood.subscribe(`${n % 7}`, operations.LivePublicFeed);
      flood.send({ id: `${n % 7}`, type: 'complete' });
    }, COUNT / 5);
    const pong = flood.until(() => flood.frames.at(-1).type === 'pong', PATIENCE_MS);
    flood.send({ type: 'ping' });
    expect(await other.run('it', '{ __typename }')).toHaveLength(2);
    expect(flood.frames.at(-1).type).not.toBe('pong');
    await pong;
    expect(flood.frames.filter(({ type }) => type === 'error')).toEqual([]);
    await flood.run('it', '{ __typename }');
    expect(app.app.stats.subscriptions).toBe(0);
  });

  it('is not heard any more once it is gone, or is sent away', async () => {
    const add = (socket: RawSocket, n: number) =>
      socket.subscribe(`${n}`, operations.AddComment, {
        input: { postUrl: URL, body: `Words ${n}` },
      });
    flood = other;
    atOnce((n) => (n === 50 ? flood.send({ type: 'nonsense' }) : add(flood, n)), 100);
    expect(await flood.closeCode()).toBe(4400);
    const written = await app.data('{ publicFeed(first: 100) { edges { node { id } } } }');
    expect(written.publicFeed.edges.length).toBeLessThanOrEqual(50);
  });
});

/** How many of these are there at most between two of those. Both are ascending. */
function mostBetween(marks: readonly number[], orders: readonly number[]): number {
  let most = 0;
  let count = 0;
  let next = 0;
  for (const order of orders) {
    if (order > (marks[next] ?? Infinity)) count = 0;
    while (order > (marks[next] ?? Infinity)) next += 1;
    count += 1;
    most = Math.max(most, count);
  }
  return most;
}
