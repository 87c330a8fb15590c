import { request } from 'node:http';
import WebSocket from 'ws';
import { schema } from '../../src/schema/build-schema';
import { TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { FuzzInputs } from '../support/fuzz-inputs';
import { Random } from '../support/random';

/** For longer: FUZZ_SECONDS=60 FUZZ_SEED=7 npx jest test/security/fuzz */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 3);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9);
const AT_ONCE = 4;
const MS = 1_000;

/** How a server ends a socket for what is wrong on its own side. */
const FAULTY_CLOSES = [1006, 1011, 4500];

describe(`random input (FUZZ_SEED=${SEED})`, () => {
  let app: TestApp;
  let ann: Member;
  let secrets: string[];
  const random = new Random(SEED);
  const inputs = new FuzzInputs(schema(), random);
  const log: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start(
      { logLevel: 'warn' },
      { logTo: { write: (line) => log.push(line) }, socketTimes: { initMs: 300 } },
    );
    ann = await app.join('ann');
    const bob = await app.join('bob', { email: 'bob.private@secret.example' });
    const comment = await app.comment(ann, 'https://blog.example/one', 'Hello @bob');
    await app.comment(bob, comment);
    await app.follow(bob, ann);
    const sql = (text: string) => app.app.database.source.query(text);
    const hashes = [
      ...(await sql('SELECT "passwordHash" AS "hash" FROM "account"')),
      ...(await sql('SELECT "tokenHash" AS "hash" FROM "session"')),
    ] as { hash: string }[];
    secrets = [bob.token, 'secret.example', ...hashes.map(({ hash }) => hash)];
  });
  afterAll(() => app.close());

  const isHarmless = (sent: unknown, text: string) => {
    const found = secrets.filter((secret) => text.includes(secret));
    expect({ sent, found }).toEqual({ sent, found: [] });
    const isFaulty = /INTERNAL_SERVER_ERROR|node_modules|SQLITE|QueryFailed/.test(text);
    expect({ sent, answer: isFaulty ? text : '' }).toEqual({ sent, answer: '' });
  };

  it(
    'is answered over HTTP without a fault, and tells no secret',
    async () => {
      const end = performance.now() + SECONDS * MS;
      let count = 0;
      const sendOn = async () => {
        while (performance.now() < end) {
          const sent = randomRequest(inputs, random, ann);
          const { status, text } = await exchange(app.url, sent);
          expect([sent, status < 500]).toEqual([sent, true]);
          isHarmless(sent, text);
          count += 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
      expect(count).toBeGreaterThan(20);
    },
    (SECONDS + 30) * MS,
  );

  it(
    'is answered over WebSocket without a fault, tells no secret, and leaves nothing behind',
    async () => {
      const before = openSockets();
      const end = performance.now() + SECONDS * MS;
      let count = 0;
      const talkOn = async () => {
        while (performance.now() < end) {
          const sent: (string | Buffer)[] = [];
          const { code, texts } = await talk(
            app.socketUrl,
            randomMessages(inputs, random, ann, sent),
          );
          for (const text of texts) isHarmless(sent, text);
          expect([sent, FAULTY_CLOSES.includes(code)]).toEqual([sent, false]);
          count += 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, talkOn));
      expect(count).toBeGreaterThan(20);
      await eventually(() => app.app.stats.subscriptions === 0);
      await eventually(() => openSockets() <= before);
    },
    (SECONDS + 30) * MS,
  );

  it('has left the server as it was, with nothing in its log', async () => {
    const { profile } = await app.data('{ profile(username: "bob") { username followingCount } }');
    expect(profile).toMatchObject({ username: 'bob' });
    expect(log).toEqual([]);
  });
});

/** Those of this process, which are the server's and its clients'. */
const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
}

function randomRequest(inputs: FuzzInputs, random: Random, by: Member): Sent {
  const isPlain = random.below(4) > 0;
  const authorization = random.one([
    '',
    `Bearer ${by.token}`,
    `Bearer ${by.token}`,
    'Bearer x',
    'x',
  ]);
  const query = encodeURIComponent(Buffer.from(inputs.text().slice(0, 2_000)).toString());
  const paths = ['/graphql', `/graphql?query=${query}`, `/p/${query}`, `/${query}`, '/metrics'];
  const types = [
    'application/json',
    'text/plain',
    'application/graphql',
    'x',
    'multipart/form-data',
  ];
  return {
    method: isPlain ? 'POST' : random.one(['POST', 'GET', 'PUT', 'OPTIONS', 'HEAD', 'DELETE']),
    path: isPlain ? '/graphql' : random.one(paths),
    headers: {
      'content-type': isPlain ? 'application/json' : random.one(types),
      ...(authorization && { authorization }),
      ...(!isPlain && {
        'apollo-require-preflight': 'x',
        accept: random.one(['*/*', 'text/html', 'x']),
      }),
    },
    body: isPlain
      ? JSON.stringify(inputs.operation())
      : random.one([inputs.text(), inputs.bytes(), JSON.stringify(inputs.subscription())]),
  };
}

function exchange(url: string, { method, path, headers, body }: Sent) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sending = request(`${url}${path}`, {
      method,
      headers: { ...headers, ...length },
      agent: false,
    });
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Messages of the protocol in any order; most begin as they should. @param sent gets what was sent */
function* randomMessages(
  inputs: FuzzInputs,
  random: Random,
  by: Member,
  sent: (string | Buffer)[],
): Generator<string | Buffer> {
  const init = { type: 'connection_init', payload: { authorization: `Bearer ${by.token}` } };
  const id = () => random.one(['1', '2', '3', '', 'x'.repeat(200)]);
  const next = (): string | Buffer => {
    const kind = random.below(12);
    if (kind < 4)
      return JSON.stringify({ type: 'subscribe', id: id(), payload: inputs.operation() });
    if (kind < 6)
      return JSON.stringify({ type: 'subscribe', id: id(), payload: inputs.subscription() });
    if (kind === 6) return JSON.stringify({ type: 'complete', id: id() });
    if (kind === 7)
      return JSON.stringify({ type: random.one(['ping', 'pong']), payload: { a: inputs.json(1) } });
    if (kind === 8)
      return JSON.stringify({
        type: random.one(['next', 'error', 'start', 'x']),
        id: inputs.json(0),
      });
    if (kind === 9) return inputs.text();
    if (kind === 10) return inputs.bytes();
    return JSON.stringify(init);
  };
  const first = [random.below(8) > 0 ? JSON.stringify(init) : next()];
  for (const message of [...first, ...Array.from({ length: random.below(8) }, next)]) {
    sent.push(message);
    yield message;
  }
}

/** Sends messages, waits for what the last ones bring, and closes. */
function talk(url: string, messages: Iterable<string | Buffer>) {
  return new Promise<{ code: number; texts: string[] }>((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const texts: string[] = [];
    socket.on('open', () => {
      for (const message of messages) socket.send(message);
      // The server answers it once it has read all that came before.
      socket.ping();
    });
    socket.on('pong', () => setTimeout(() => socket.close(1000), 20));
    socket.on('message', (data: Buffer) => texts.push(data.toString()));
    socket.on('close', (code, reason) => resolve({ code, texts: [...texts, reason.toString()] }));
    socket.on('error', reject);
  });
}
