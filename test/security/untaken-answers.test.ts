import { request as httpRequest, type IncomingMessage } from 'node:http';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp } from '../support/app';
import { eventually } from '../support/eventually';

const MIB = 2 ** 20;
/** Room for three of the answers at the most, and so for one of a network beside which another is made. */
const ROOM = 64 * MIB;
/** Of one answer: far more than the system keeps for a connection. */
const LENGTH = 20_000_000;
const STUCK_MS = 2_000;
const COUNT = 8;
const words = Array.from({ length: 10 }, (_item, n) => `a${n}: body`).join(' ');
const QUERY = `query($id: ID!) { node(id: $id) { ... on Comment { ${words} } } }`;

/** A client that has asked, and reads nothing of what it is answered. */
interface Asker {
  /** Reads all of it. @returns the text; null when it is cut */
  read(): Promise<string | null>;
}

const of = (network: string) => ({ 'x-forwarded-for': network });

const ask: Readonly<Record<string, (app: TestApp, id: string, network: string) => Promise<Asker>>> =
  {
    HTTP: async (app, id, network) => {
      const headers = { 'content-type': 'application/json', ...of(network) };
      const request = httpRequest(`${app.url}/graphql`, { method: 'POST', headers, agent: false });
      request.end(JSON.stringify({ query: QUERY, variables: { id } }));
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.on('response', resolve);
        request.on('error', reject);
      });
      response.pause();
      const closed = new Promise<void>((resolve) => response.once('close', () => resolve()));
      response.on('error', () => undefined);
      return {
        read: async () => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece)).resume();
          await closed;
          return response.complete ? Buffer.concat(pieces).toString() : null;
        },
      };
    },
    WebSocket: async (app, id, network) => {
      const socket = await RawSocket.ready(app, null, { client: { headers: of(network) } });
      socket.pause();
      socket.subscribe('q', QUERY, { id });
      return {
        read: async () => {
          socket.resume();
          const isLast = () => socket.of('q').some(({ type }) => type !== 'next');
          await eventually(() => isLast() || socket.closed !== null);
          return socket.closed ? null : JSON.stringify(socket.of('q')[0]);
        },
      };
    },
  };

describe.each(Object.entries(ask))('answers over %s that nobody takes', (way, asking) => {
  let app: TestApp;
  let id: string;

  beforeAll(async () => {
    app = await TestApp.start(
      { answerMemoryBytes: ROOM, trustedProxies: 1 },
      { stuckMs: STUCK_MS },
    );
    ({ id } = await app.comment(await app.join('ann'), 'https://blog.example/long'));
    await app.app.database.source.query(
      `UPDATE "comment" SET "body" = '${'x'.repeat(LENGTH / 10)}'`,
    );
  });
  afterAll(() => app.discard());

  const kept = async (): Promise<number> => {
    const text = await (await fetch(`${app.url}/metrics`)).text();
    return Number(/^rejoinder_answer_bytes (\d+)$/m.exec(text)?.[1]);
  };
  const askMany = (network: string) =>
    Promise.all(Array.from({ length: COUNT }, () => asking(app, id, network)));

  it('are no more than there is room for, and leave some for others', async () => {
    const askers = await askMany('203.0.113.1');
    const other = await asking(app, id, '203.0.113.2');
    const most = await kept();
    expect(most).toBeLessThan(ROOM);
    expect((await other.read())?.length).toBeGreaterThan(LENGTH);
    const told = (await Promise.all(askers.map((asker) => asker.read()))).map(String);
    const whole = told.filter((text) => text.length > LENGTH);
    const refused = told.filter((text) => text.includes('RATE_LIMITED'));
    expect(whole.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(whole.length + refused.length).toBe(COUNT);
    for (const text of refused) expect(text).toMatch(/"retryAfter":\d+/);
    await eventually(async () => (await kept()) < LENGTH / 10);
  });

  it('are cut after a while, and leave their room', async () => {
    const stuck = await askMany('203.0.113.1');
    // Over WebSocket an answer is made after the question was sent.
    await eventually(async () => (await kept()) > LENGTH / 2);
    await eventually(async () => (await kept()) < LENGTH / 10);
    const read = await Promise.all(stuck.map((asker) => asker.read()));
    expect(read).toContain(null);
    const next = await asking(app, id, '203.0.113.1');
    expect((await next.read())?.length).toBeGreaterThan(LENGTH);
  });

  it(`leave it also when whoever asked for them goes away (${way})`, async () => {
    const aborted = new AbortController();
    const asked = Array.from({ length: COUNT }, () =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...of('203.0.113.3') },
        body: JSON.stringify({ query: QUERY, variables: { id } }),
        signal: aborted.signal,
      }).catch(() => undefined),
    );
    setTimeout(() => aborted.abort(), 20);
    await Promise.all(asked);
    await eventually(async () => (await kept()) < LENGTH / 10);
  });
});
