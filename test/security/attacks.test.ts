import { createHash } from 'node:crypto';
import { Passwords } from '../../src/accounts/password';
import { RawSocket } from '../realtime/raw-socket';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { OUTCOMES, outcomeOf } from '../support/attack-outcomes';
import { attacks } from '../support/attacks';
import { eventually } from '../support/eventually';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const MAX_MESSAGE_BYTES = 256 * 1024;

describe('an attack', () => {
  let app: TestApp;
  let ann: Member;

  beforeAll(async () => {
    app = await TestApp.start({ isProduction: true, hasIntrospection: false, hasSandbox: false });
    ann = await app.join('ann', { email: 'ann@secret.example' });
    await app.comment(ann, 'https://blog.example/one');
  });
  afterAll(() => app.close());

  /** Somebody else asks for something meanwhile. */
  const otherIsAnswered = async () => {
    const { profile } = await app.data(operations.ProfilePage, { username: 'ann' });
    expect(profile.username).toBe('ann');
  };
  const isHarmless = (text: string) => {
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|node_modules|secret\.example|argon2/);
    expect(text.length).toBeLessThan(MAX_MESSAGE_BYTES);
  };

  it('has an outcome', () => {
    expect(OUTCOMES.flatMap(([, , names]) => names).sort()).toEqual(Object.keys(attacks).sort());
  });

  describe.each(Object.keys(attacks))('by %s', (name) => {
    const body = attacks[name]!;

    it('over HTTP harms nobody', async () => {
      const [sent] = await Promise.all([
        post(app, body, { authorization: `Bearer ${ann.token}` }),
        otherIsAnswered(),
      ]);
      expect(sent.status).toBeLessThan(500);
      expect(codesOf(sent)[0] ?? null).toBe(outcomeOf(name).http);
      isHarmless(sent.text);
    });

    it('over WebSocket harms nobody', async () => {
      const socket = await RawSocket.ready(app, ann);
      socket.socket.send(`{"type":"subscribe","id":"it","payload":${body}}`);
      socket.send({ type: 'ping' });
      await Promise.all([
        // Answered, and then the ping; or closed for what is no message.
        eventually(
          () => socket.closed !== null || socket.of('it').some(({ type }) => type !== 'next'),
        ),
        otherIsAnswered(),
      ]);
      const [{ type, payload } = { type: 'closed', payload: null }] = socket.of('it');
      const errors = type === 'error' ? payload : payload?.errors;
      const told = socket.closed?.code ?? errors?.[0].extensions.code ?? null;
      expect(told).toBe(outcomeOf(name).socket);
      isHarmless(JSON.stringify(socket.frames));
      await socket.close();
    });
  });

  it('that is large is refused before it is read', async () => {
    const body = JSON.stringify({ query: `{ __typename } # ${'a'.repeat(MAX_MESSAGE_BYTES)}` });
    expect((await post(app, body)).status).toBe(413);
    const socket = await RawSocket.ready(app);
    socket.subscribe('it', body);
    expect(await socket.closeCode()).toBe(1009);
    await otherIsAnswered();
  });

  it.each(['deep JSON', 'ids without end', 'fields that no input has'])(
    'by %s is refused before it is parsed',
    async (name) => {
      const sent = await post(app, attacks[name]!);
      expect(sent.status).toBe(400);
      expect(codesOf(sent)).toEqual(['QUERY_TOO_COMPLEX']);
      const socket = await RawSocket.ready(app);
      socket.socket.send(`{"type":"subscribe","id":"it","payload":${attacks[name]}}`);
      expect(await socket.closeCode()).toBe(4400);
      expect(socket.closed?.reason).toMatch(
        /^The operation is too complex\. Its JSON has more than/,
      );
      await otherIsAnswered();
    },
  );

  it('by several operations in one message is none', async () => {
    const socket = await RawSocket.ready(app);
    const one = { type: 'subscribe', id: 'it', payload: { query: '{ __typename }' } };
    socket.socket.send(JSON.stringify([one, one]));
    expect(await socket.closeCode()).toBe(4400);
  });

  it.each([
    ...['', 'null', 'undefined', 'true', '{}', '0', ' ', '*', 'a'.repeat(200), 'a'.repeat(10_000)],
    ...["' OR '1'='1", "'; DROP TABLE session; --", '../../etc/passwd', '%00', 'a\tb'],
  ])('by the token %j is signed in as nobody', async (token) => {
    const sent = await post(
      app,
      { query: operations.Viewer },
      { authorization: `Bearer ${token}` },
    );
    expect(sent.answer.data?.viewer ?? null).toBeNull();
    expect(['UNAUTHENTICATED', undefined]).toContain(codesOf(sent)[0]);
  });

  it('by a token that is like a good one is signed in as nobody', async () => {
    const { token } = ann;
    const flipped = token.startsWith('a') ? `b${token.slice(1)}` : `a${token.slice(1)}`;
    const forged = [
      ...[flipped, token.slice(0, -1), `${token}a`, `${token}.${token}`],
      ...[token.split('').reverse().join(''), Buffer.from(token).toString('base64url')],
      // What the database has of it.
      createHash('sha256').update(token).digest('base64url'),
    ];
    for (const one of forged) {
      const sent = await post(
        app,
        { query: operations.Viewer },
        { authorization: `Bearer ${one}` },
      );
      expect([one, sent.status, codesOf(sent)]).toEqual([one, 401, ['UNAUTHENTICATED']]);
      const socket = await RawSocket.open(app);
      socket.init(one);
      expect(await socket.closeCode()).toBe(4401);
    }
    for (const scheme of ['Basic', 'Token', ''])
      expect(
        codesOf(
          await post(app, { query: operations.Viewer }, { authorization: `${scheme} ${token}` }),
        ),
      ).toEqual(['UNAUTHENTICATED']);
  });

  it('by guessing names learns nothing from signing in', async () => {
    const answer = async (identifier: string) => {
      const input = { identifier, password: 'wrong password' };
      return (await post(app, { query: operations.SignIn, variables: { input } })).text;
    };
    const wrong = await answer('ann');
    for (const identifier of ['nobody', 'ann@secret.example', 'nobody@secret.example', ''])
      expect(await answer(identifier)).toBe(wrong);
  });

  const INJECTIONS = [
    ...["' OR '1'='1", "'; DROP TABLE profile; --", '"; DROP TABLE "profile"; --', "\\'; --"],
    ...['%', '_', '%%%', 'a%', '*', '$1', ':id', '?', '{}', "ann'--", "ann' UNION SELECT 1 --"],
    ...['\u0000', 'ann\u0000', '\ud800', "ann') OR 1=1 --", 'pg_sleep(10)', "'||pg_sleep(10)||'"],
    ...['${7*7}', '{{7*7}}', '%s%n', '$(sleep 9)', '`sleep 9`', '../../../etc/passwd', '\r\nX: y'],
  ];

  it('by SQL in every place that takes a text changes and finds nothing', async () => {
    const count = () => app.app.database.source.query('SELECT COUNT(*) AS "count" FROM "profile"');
    const before = await count();
    for (const text of INJECTIONS)
      for (const [query, variables] of [
        [operations.ProfilePage, { username: text }],
        [operations.ProfilePage, { username: 'ann', after: text }],
        [operations.SearchProfiles, { query: text }],
        [operations.Node, { id: text }],
        [operations.Nodes, { ids: [text] }],
        [operations.Thread, { url: `https://blog.example/${text}` }],
        [operations.SignIn, { input: { identifier: text, password: text } }],
        [
          operations.Join,
          { input: { username: text, email: `${text}@e.example`, password: PASSWORD } },
        ],
        [operations.UpdateProfile, { input: { about: text, homepageUrl: text } }],
        [operations.AddComment, { input: { postUrl: 'https://blog.example/two', body: text } }],
        [operations.Follow, { input: { profileId: text } }],
      ] as const) {
        const sent = await post(
          app,
          { query, variables },
          { authorization: `Bearer ${ann.token}` },
        );
        expect({ text, codes: codesOf(sent) }).not.toEqual({
          text,
          codes: expect.arrayContaining(['INTERNAL_SERVER_ERROR']),
        });
        expect(sent.text).not.toMatch(/SQLITE|syntax error|relation "|root:x/i);
      }
    expect(await count()).toEqual(before);
    await otherIsAnswered();
  });
});

describe('a flood of passwords', () => {
  const FLOOD = 400;

  it('is hashed two at a time, does not wait without end, and lets others be answered', async () => {
    const app = await TestApp.start({}, { passwords: new Passwords() });
    await app.join('ann');
    const guess = (n: number) =>
      post(app, {
        query: operations.SignIn,
        variables: { input: { identifier: n % 2 ? 'ann' : `guess${n}`, password: `guess ${n}` } },
      });
    const state = { isOver: false };
    const flood = Promise.all(Array.from({ length: FLOOD }, (_item, n) => guess(n))).finally(
      () => (state.isOver = true),
    );
    let answered = 0;
    while (!state.isOver) {
      await app.data(operations.PublicFeed);
      answered += 1;
    }
    const sent = await flood;
    const refused = sent.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused)
      expect(one.answer.errors?.[0]?.extensions).toMatchObject({
        code: 'RATE_LIMITED',
        retryAfter: expect.any(Number),
      });
    expect(sent.filter(({ status }) => status === 200).length).toBe(FLOOD - refused.length);
    expect(answered).toBeGreaterThan(10);
    await app.close();
  });
});
