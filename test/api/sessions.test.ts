import { Passwords } from '../../src/accounts/password';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const DAY_MS = 86_400_000;

describe('sessions', () => {
  let app: TestApp;
  let ann: Member;
  let now = Date.UTC(2030, 0, 1);

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now, passwords: new Passwords() });
    ann = await app.join('Ann');
  });
  afterAll(() => app.close());

  const signIn = (identifier: string, password = PASSWORD) =>
    app.mutate('SignIn', { identifier, password });
  const asViewer = (token: string) =>
    post(app, { query: operations.Viewer }, { authorization: `Bearer ${token}` });
  const isGood = async (token: string): Promise<boolean> => {
    const { status, answer } = await asViewer(token);
    if (status === 200) return answer.data.viewer !== null;
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(status).toBe(401);
    return false;
  };

  it.each(['Ann', 'ann', 'ANN', ' ann ', 'Ann@example.com', 'ANN@EXAMPLE.COM', 'ann@example.com '])(
    'are opened by %j with the password',
    async (identifier) => {
      const { session, profile, userErrors } = await signIn(identifier);
      expect(userErrors).toEqual([]);
      expect(profile).toEqual({ id: ann.id, username: 'Ann' });
      expect(session.expiresAt).toBe(new Date(now + 90 * DAY_MS).toISOString());
      expect(await isGood(session.token)).toBe(true);
    },
  );

  it('answers a wrong password and an unknown name in the same words', async () => {
    const answers = await Promise.all([
      signIn('ann', 'not the password'),
      signIn('ann@example.com', PASSWORD.toUpperCase()),
      signIn('nobody-here'),
      signIn('nobody@example.com'),
      signIn('ann', ''),
      signIn('', PASSWORD),
      signIn('ann', 'x'.repeat(10_000)),
      signIn('a%'),
    ]);
    for (const answer of answers) {
      expect(answer).toEqual({ ...answers[0], session: null, profile: null });
      expect(answer.userErrors).toMatchObject([{ field: null, code: 'WRONG_CREDENTIALS' }]);
    }
  });

  it('show the viewer who they are, and nobody else', async () => {
    const { viewer } = await app.data(operations.Viewer, {}, ann);
    expect(viewer).toMatchObject({
      email: 'Ann@example.com',
      role: 'MEMBER',
      profile: { id: ann.id, username: 'Ann', displayName: 'Ann' },
    });
    expect((await app.data(operations.Viewer)).viewer).toBeNull();
  });

  it('end by signing out, each by itself', async () => {
    const { session: one } = await signIn('ann');
    const { session: other } = await signIn('ann');
    const { data } = await app.send(operations.SignOut, {}, one.token);
    expect(data.signOut.userErrors).toEqual([]);
    expect([await isGood(one.token), await isGood(other.token)]).toEqual([false, true]);
    // Again, with the dead token and with none, changes nothing.
    for (const token of [one.token, null]) {
      const { data, errors } = await app.send(operations.SignOut, {}, token);
      expect({ data, errors }).toEqual({
        data: { signOut: { userErrors: [] } },
        errors: undefined,
      });
    }
    expect(await isGood(other.token)).toBe(true);
  });

  it.each([
    ['an unknown token', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['no token', 'Bearer'],
    ['another scheme', 'Basic YW5uOmFubg=='],
    ['a bare word', 'AAAA'],
    ['two tokens', 'Bearer AAAA BBBB'],
    ['a very long one', `Bearer ${'A'.repeat(5_000)}`],
    ['quotes', `Bearer ' OR '1'='1`],
  ])('are not opened, nor the sender taken for nobody, by %s', async (_what, authorization) => {
    const answers = await Promise.all([
      post(app, { query: operations.Viewer }, { authorization }),
      post(app, { query: '{ publicFeed { liveCursor } }' }, { authorization }),
      post(app, { query: 'mutation { __typename }' }, { authorization }),
    ]);
    for (const answer of answers.slice(0, 2)) {
      expect(answer.status).toBe(401);
      expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
      expect(answer.answer.data ?? null).toBeNull();
    }
    expect(answers[2].status).toBe(200);
  });

  it('let a bad token join, sign in and sign out, but do nothing else beside', async () => {
    const headers = { authorization: 'Bearer dead' };
    const join = { username: 'zed', email: 'zed@example.com', password: PASSWORD };
    const joined = await post(app, { query: operations.Join, variables: { input: join } }, headers);
    expect(joined.answer.data.join.profile.username).toBe('zed');
    const signedIn = await post(
      app,
      { query: operations.SignIn, variables: { input: { identifier: 'zed', password: PASSWORD } } },
      headers,
    );
    expect(signedIn.answer.data.signIn.session).not.toBeNull();
    const both = `mutation($input: SignInInput!) {
      signIn(input: $input) { profile { id } }
      updateProfile(input: { about: "x" }) { profile { id } } }`;
    const mixed = await post(
      app,
      { query: both, variables: { input: { identifier: 'zed', password: PASSWORD } } },
      headers,
    );
    expect(mixed.status).toBe(401);
    expect(codesOf(mixed)).toEqual(['UNAUTHENTICATED']);
  });

  it('are known by a header in any case of "bearer"', async () => {
    const { session } = await signIn('ann');
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const authorization = `${scheme} ${session.token}`;
      const { answer } = await post(app, { query: operations.Viewer }, { authorization });
      expect(answer.data.viewer).not.toBeNull();
    }
  });

  it('last 90 days from their last use', async () => {
    const used = (await signIn('ann')).session.token;
    const unused = (await signIn('ann')).session.token;
    now += 90 * DAY_MS - 1;
    expect(await isGood(used)).toBe(true);
    now += 1;
    expect([await isGood(used), await isGood(unused)]).toEqual([true, false]);
    now += 89 * DAY_MS;
    expect(await isGood(used)).toBe(true);
    now += 90 * DAY_MS;
    expect(await isGood(used)).toBe(false);
  });

  it('that have expired let their holder sign in again', async () => {
    const { session } = await signIn('ann');
    now += 91 * DAY_MS;
    expect(await isGood(session.token)).toBe(false);
    const variables = { input: { identifier: 'ann', password: PASSWORD } };
    const again = await app.send(operations.SignIn, variables, session.token);
    expect(await isGood(again.data.signIn.session.token)).toBe(true);
  });
});
