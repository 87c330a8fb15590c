import type { Config } from '../../src/config';
import { RawSocket } from '../realtime/raw-socket';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { codesOf, post, type HttpAnswer } from '../support/http';
import { operations } from '../support/operations';
import { only } from '../support/rates';

const URL = 'https://blog.example/rates';
const MINUTE_MS = 60_000;

describe('what may be done so often', () => {
  let app: TestApp;
  let now: number;

  const start = async (limits: Parameters<typeof only>[0], more: Partial<Config> = {}) => {
    now = Date.now();
    app = await TestApp.start(
      { rates: only(limits), trustedProxies: 1, ...more },
      { clock: () => now },
    );
  };
  afterEach(() => app.close());

  const from = (address: string, by: Member | null = null) => ({
    'x-forwarded-for': address,
    ...(by && { authorization: `Bearer ${by.token}` }),
  });
  const comment = (by: Member, address = '192.0.2.1') =>
    post(
      app,
      {
        query: operations.AddComment,
        variables: { input: { postUrl: URL, body: `Words ${Math.random()}` } },
      },
      from(address, by),
    );
  const signIn = (identifier: string, password: string, address = '192.0.2.1') =>
    post(
      app,
      { query: operations.SignIn, variables: { input: { identifier, password } } },
      from(address),
    );
  const expectLimited = async (sent: Promise<HttpAnswer> | HttpAnswer) => {
    const { status, answer } = await sent;
    expect(codesOf({ answer })).toEqual(['RATE_LIMITED']);
    expect(status).toBe(429);
    return (answer.errors?.[0]?.extensions as { retryAfter?: number }).retryAfter;
  };
  const expectDone = async (sent: Promise<HttpAnswer>) => {
    const { answer } = await sent;
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data)[0] as any;
  };

  it('is done no more often, is told when to come again, and is done again then', async () => {
    await start({ comments: '3/10m' });
    const ann = await app.join('ann');
    for (let count = 0; count < 3; count += 1) await expectDone(comment(ann));
    now += 4 * MINUTE_MS;
    expect(await expectLimited(comment(ann))).toBe(6 * 60);
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from('192.0.2.1', ann) },
      body: JSON.stringify({
        query: operations.AddComment,
        variables: { input: { postUrl: URL, body: 'Words' } },
      }),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('360');
    now += 6 * MINUTE_MS;
    await expectDone(comment(ann));
  });

  it('is counted by field, whatever it is called and however many are in one request', async () => {
    await start({ comments: '3/10m', search: '2/m' });
    const ann = await app.join('ann');
    const add = (n: number) =>
      `a${n}: addComment(input: { postUrl: "${URL}", body: "Words ${n}" }) { comment { id } }`;
    const query = `mutation { ${[1, 2, 3, 4, 5].map(add).join(' ')} }`;
    const sent = await post(app, { query }, from('192.0.2.1', ann));
    // The first three were done: what went wrong is beside them.
    expect(codesOf(sent)).toEqual(['RATE_LIMITED']);
    const { publicFeed } = await app.data('{ publicFeed { edges { node { id } } } }');
    expect(publicFeed.edges).toHaveLength(3);
    const search = `query { ${Array.from({ length: 11 }, (_item, n) => `s${n}: searchProfiles(query: "a") { edges { cursor } }`).join(' ')} }`;
    // Five times as many as of an account: nobody is signed in.
    expect(codesOf(await post(app, { query: search }, from('192.0.2.9')))).toEqual([
      'RATE_LIMITED',
    ]);
  });

  it('is counted alike over WebSocket, together with HTTP', async () => {
    await start({ comments: '3/10m' }, { trustedProxies: 0 });
    const ann = await app.join('ann');
    await app.comment(ann, URL);
    const socket = await RawSocket.ready(app, ann);
    const add = (id: string) =>
      socket.run(id, operations.AddComment, { input: { postUrl: URL, body: `Words ${id}` } });
    for (const id of ['one', 'two'])
      expect((await add(id))[0].payload.data.addComment.userErrors).toEqual([]);
    const [refused] = await add('three');
    expect(refused.payload).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } }],
    });
    await socket.close();
  });

  it('is each account’s own, and a network has room for a family', async () => {
    await start({ comments: '2/10m' });
    const names = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay'];
    const [ann, ...others] = await Promise.all(names.map((name) => app.join(name)));
    for (let count = 0; count < 2; count += 1) await expectDone(comment(ann!));
    // Another address is the same person.
    await expectLimited(comment(ann!, '198.51.100.7'));
    for (const other of others.slice(0, 4))
      for (let count = 0; count < 2; count += 1) await expectDone(comment(other));
    await expectLimited(comment(others[4]!));
    await expectDone(comment(others[4]!, '198.51.100.7'));
  });

  it('is what a whole site of IPv6 does, from however many of its networks', async () => {
    await start({ join: '1/h' });
    const join = (address: string, name: string) =>
      post(
        app,
        {
          query: operations.Join,
          variables: {
            input: { username: name, email: `${name}@example.com`, password: PASSWORD },
          },
        },
        from(address),
      );
    await expectDone(join('2001:db8:7:0::1', 'a0'));
    await expectLimited(join('2001:db8:7:0:9::1', 'again'));
    for (let net = 1; net < 8; net += 1) await expectDone(join(`2001:db8:7:${net}::1`, `a${net}`));
    await expectLimited(join('2001:db8:7:99::1', 'late'));
    await expectDone(join('2001:db8:8:1::1', 'elsewhere'));
  });

  describe('to sign in', () => {
    it('counts wrong tries as three, and keeps nobody out who comes from elsewhere', async () => {
      await start({ signIn: '30/15m', signInName: '4/15m' });
      await app.join('ann');
      for (let count = 0; count < 4; count += 1) {
        const { userErrors } = await expectDone(signIn('ann', 'wrong password'));
        expect(userErrors).toMatchObject([{ code: 'WRONG_CREDENTIALS' }]);
      }
      // Not the right one either: a guess learns nothing.
      expect(await expectLimited(signIn(' ANN ', PASSWORD))).toBe(15 * 60);
      expect((await expectDone(signIn('ann', PASSWORD, '198.51.100.7'))).session).toBeTruthy();
      for (let count = 0; count < 6; count += 1)
        await expectDone(signIn(`nobody${count}`, 'wrong password'));
      await expectLimited(signIn('somebody', 'wrong password'));
    });

    it('with the right password costs a name nothing', async () => {
      await start({ signInName: '2/15m' });
      await app.join('ann');
      for (let count = 0; count < 6; count += 1)
        expect((await expectDone(signIn('ann', PASSWORD))).session).toBeTruthy();
    });

    it('is one count for all that is tried at once', async () => {
      await start({ signIn: '10/15m' });
      await app.join('ann');
      const sent = await Promise.all(
        Array.from({ length: 40 }, (_item, n) => signIn(`guess${n}`, 'wrong password')),
      );
      expect(sent.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(10);
    });
  });

  it('does not concern whoever only reads, and tells bad tokens from good ones', async () => {
    await start({ badTokens: '3/15m' });
    const ann = await app.join('ann');
    const ask = (token: string) =>
      post(
        app,
        { query: '{ viewer { id } }' },
        { ...from('192.0.2.1'), authorization: `Bearer ${token}` },
      );
    for (let count = 0; count < 3; count += 1)
      expect(codesOf(await ask(`guess${count}`))).toEqual(['UNAUTHENTICATED']);
    expect(await expectLimited(ask('guess'))).toBe(15 * 60);
    expect(codesOf(await ask(ann.token))).toEqual([]);
    expect(codesOf(await post(app, { query: '{ viewer { id } }' }, from('192.0.2.1')))).toEqual([]);
  });
});
