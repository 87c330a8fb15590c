import { Passwords } from '../../src/accounts/password';
import { PASSWORD, TestApp } from '../support/app';
import { operations } from '../support/operations';

/** What a sound person would send; tests spoil one thing or another. */
const joining = (username: string, more: object = {}) => ({
  username,
  email: `somebody.${Math.random()}@example.com`,
  password: PASSWORD,
  ...more,
});

describe('joining', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({}, { passwords: new Passwords() });
    await app.join('ann');
  });
  afterAll(() => app.close());

  /** The faults that are told, as "field CODE"; nobody has joined. */
  async function faultsOf(input: object): Promise<string[]> {
    const { session, profile, userErrors } = await app.mutate('Join', input);
    expect({ session, profile }).toEqual({ session: null, profile: null });
    return userErrors.map(({ field, code }: any) => `${field.join('.')} ${code}`);
  }
  const find = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;

  it('makes a claimed profile and signs in', async () => {
    const before = Date.now();
    const { session, profile, userErrors } = await app.mutate('Join', joining('Eve'));
    expect(userErrors).toEqual([]);
    expect(profile).toMatchObject({ username: 'Eve', displayName: 'Eve', isClaimed: true });
    expect(session.token).toMatch(/^[\w-]{43}$/);
    const days = (Date.parse(session.expiresAt) - before) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    const { viewer } = (await app.send(operations.Viewer, {}, session.token)).data;
    expect(viewer.profile).toMatchObject({ id: profile.id, username: 'Eve' });
    const found = await find('EVE');
    expect(found).toMatchObject({ followerCount: 0, followingCount: 0, commentCount: 0 });
    expect(Date.parse(found.joinedAt)).toBeGreaterThanOrEqual(before);
  });

  it.each(['a', '7', 'a.b-c_d', 'A--1', `${'x'.repeat(29)}9`, ' spaces-around '])(
    'takes the username %j',
    async (username) => {
      const { profile } = await app.mutate('Join', joining(username));
      expect(profile.username).toBe(username.trim());
    },
  );

  it.each([
    ...['', ' ', '-a', 'a-', '.a', 'a.', '_a', 'a_', 'a b', 'a\nb', 'a\u0000b', 'x'.repeat(31)],
    ...['é', '\u0430nn', '\u212aate', '😀', '@ann', 'ann@example.com', 'a/b', 'a%20b', 'a:b', '..'],
  ])('refuses the username %j', async (username) => {
    expect(await faultsOf(joining(username))).toEqual(['username INVALID']);
  });

  it.each(['admin', 'GraphQL', 'me', 'Rejoinder', 'sign-in', 'null', 'health'])(
    'keeps the username %j to itself',
    async (username) => {
      expect(await faultsOf(joining(username))).toEqual(['username INVALID']);
    },
  );

  it('tells that a username or an email is taken, whatever the case; of the email only who could have the username', async () => {
    expect(await faultsOf(joining('ANN'))).toEqual(['username TAKEN']);
    const email = 'ANN@Example.COM';
    expect(await faultsOf(joining('ann2', { email }))).toEqual(['email TAKEN']);
    expect(await faultsOf(joining('Ann', { email }))).toEqual(['username TAKEN']);
    expect(await find('ann2')).toBeNull();
  });

  it.each([
    ...[
      '',
      ' ',
      'ann',
      'ann@',
      '@example.com',
      'a b@example.com',
      'ann@example',
      'ann@ex ample.com',
    ],
    ...[
      'a@example.com,b@example.com',
      'ann@example.com\nbcc: b@example.com',
      'a\u0000@example.com',
    ],
    ...['Ann <ann3@example.com>', `${'x'.repeat(300)}@example.com`],
  ])('refuses the email %j', async (email) => {
    expect(await faultsOf(joining('mail', { email }))).toEqual(['email INVALID']);
  });

  it('counts the characters of a password, 8 to 200', async () => {
    expect(await faultsOf(joining('p1', { password: 'x'.repeat(7) }))).toEqual([
      'password INVALID',
    ]);
    expect(await faultsOf(joining('p1', { password: '🔑'.repeat(7) }))).toEqual([
      'password INVALID',
    ]);
    expect(await faultsOf(joining('p1', { password: 'x'.repeat(201) }))).toEqual([
      'password INVALID',
    ]);
    for (const [index, password] of ['x'.repeat(8), '🔑'.repeat(200)].entries()) {
      const username = `pass${index}`;
      await app.join(username, { password });
      const { session } = await app.mutate('SignIn', { identifier: username, password });
      expect(session).not.toBeNull();
    }
  });

  it('keeps every character of a password, white space too', async () => {
    await app.join('spacy', { password: '  eight  ' });
    const { userErrors } = await app.mutate('SignIn', { identifier: 'spacy', password: 'eight' });
    expect(userErrors).toMatchObject([{ code: 'WRONG_CREDENTIALS' }]);
    const signedIn = await app.mutate('SignIn', { identifier: 'spacy', password: '  eight  ' });
    expect(signedIn.session).not.toBeNull();
  });

  it.each([
    ['Ann Other', 'Ann Other'],
    ['  trimmed  ', 'trimmed'],
    [null, 'shown3'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['👩‍🚀'.repeat(26), '👩‍🚀'.repeat(26)],
    ['Łukasz "Ю" O’Neil 😀', 'Łukasz "Ю" O’Neil 😀'],
  ])('shows the display name %j as %j', async (displayName, shown) => {
    const username = displayName === null ? 'shown3' : `shown${Math.floor(Math.random() * 1e9)}`;
    const { profile } = await app.mutate('Join', joining(username, { displayName }));
    expect(profile.displayName).toBe(shown);
  });

  it.each([
    ...['   ', 'x'.repeat(81), '👀'.repeat(81), 'two\nlines', 'two\u2028lines', 'tab\tbed'],
    ...['bell\u0007', 'nul\u0000', 'c1\u0085', 'turned\u202Eround', '\u200b', '\u2060\u200d\ufeff'],
  ])('refuses the display name %j', async (displayName) => {
    expect(await faultsOf(joining('dora', { displayName }))).toEqual(['displayName INVALID']);
    expect(await find('dora')).toBeNull();
  });

  it('tells every fault at once', async () => {
    const follow = Array.from({ length: 101 }, () => 'ann');
    const input = { username: '!', email: '?', password: 'short', displayName: '\n', follow };
    expect(await faultsOf(input)).toEqual([
      ...['username INVALID', 'email INVALID', 'password INVALID', 'displayName INVALID'],
      'follow INVALID',
    ]);
  });

  it('lets one of many win a username or an email that they want at the same time', async () => {
    const forName = ['race', 'RACE', 'Race', 'rAce', 'raCe', 'racE'].map((name) => joining(name));
    const forEmail = [0, 1, 2, 3].map((n) => joining(`mail-${n}`, { email: 'one@example.com' }));
    const joined = await Promise.all(
      [...forName, ...forEmail].map((input) => app.mutate('Join', input)),
    );
    const tell = (answers: any[]) =>
      answers.map(({ session, userErrors }) =>
        session ? 'joined' : `${userErrors[0].field} ${userErrors[0].code}`,
      );
    const names = tell(joined.slice(0, 6)).sort();
    expect(names).toEqual(['joined', ...Array<string>(5).fill('username TAKEN')]);
    const emails = tell(joined.slice(6)).sort();
    expect(emails).toEqual([...Array<string>(3).fill('email TAKEN'), 'joined']);
    expect(await find('race')).not.toBeNull();
  });
});
