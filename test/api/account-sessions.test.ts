import { clientLabel } from '../../src/accounts/client-label';
import { AccountActs, NEW_PASSWORD } from '../support/account-acts';
import { PASSWORD, type Member } from '../support/app';
import { post } from '../support/http';
import { operations } from '../support/operations';
import { idsOf, readPages, type List } from '../support/paging';
import { RawSocket } from '../realtime/raw-socket';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What "within seconds" means. */
const SOON_MS = 3_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('the sessions of an account', () => {
  let acts: AccountActs;
  let ann: Member;

  beforeAll(async () => {
    acts = await AccountActs.start();
  });
  beforeEach(async () => {
    ann = await acts.join();
  });
  afterAll(() => acts.close());

  const list = async (by: Member): Promise<any[]> => {
    const { viewer } = await acts.app.data(operations.Sessions, { first: 100 }, by);
    return viewer.sessions.edges.map((edge: any) => edge.node);
  };
  const end = (sessionId: string, by = ann) => acts.errorsOf('RevokeSession', { sessionId }, by);
  const everywhere = async (by: Member) =>
    (await acts.app.data(operations.SignOutEverywhere, {}, by)).signOutEverywhere.userErrors;
  const live = async (by: Member) => {
    const socket = await RawSocket.ready(acts.app, by);
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.until(() => socket.feed('live').length > 0);
    return socket;
  };

  it('are listed to their owner, newest first, with what they were opened with and when', async () => {
    acts.now += 10;
    const variables = { input: { identifier: ann.username, password: PASSWORD } };
    const headers = { 'user-agent': FIREFOX, 'x-forwarded-for': '203.0.113.7' };
    const sent = await post(acts.app, { query: operations.SignIn, variables }, headers);
    const other = { ...ann, token: sent.answer.data.signIn.session.token };
    const openedAt = acts.now;
    acts.now += 3 * DAY_MS;
    const [newest, oldest, ...more] = await list(other);
    expect(more).toEqual([]);
    expect(newest).toEqual({
      id: expect.any(String),
      createdAt: new Date(openedAt).toISOString(),
      lastUsedAt: new Date(acts.now).toISOString(),
      expiresAt: new Date(acts.now + 90 * DAY_MS).toISOString(),
      isCurrent: true,
      client: 'Firefox on Linux',
    });
    expect(oldest).toMatchObject({
      createdAt: new Date(openedAt - 10).toISOString(),
      lastUsedAt: new Date(openedAt - 10).toISOString(),
      isCurrent: false,
      client: 'node',
    });
    expect(JSON.stringify([newest, oldest])).not.toContain('203.0.113');
    expect((await list(ann)).map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
  });

  it('can be read from both ends', async () => {
    for (let count = 0; count < 6; count += 1) {
      acts.now += count % 2;
      await acts.signIn(ann);
    }
    const sessions: List = {
      name: 'viewer.sessions',
      field: (page, items) => `viewer { sessions(${page}) ${items} }`,
      hasLiveCursor: false,
      by: ann,
    };
    const all = (await list(ann)).map(({ id }) => id);
    expect(all).toHaveLength(7);
    expect(idsOf(await readPages(acts.app, sessions, 2, 'forward'))).toEqual(all);
    expect(idsOf(await readPages(acts.app, sessions, 3, 'backward'))).toEqual(all);
  });

  it('are nodes for their owner alone, while they last', async () => {
    const [session] = await list(ann);
    const find = async (by: Member | null) =>
      (await acts.app.data(`query($id: ID!) { node(id: $id) { id } }`, { id: session.id }, by))
        .node;
    expect(await find(ann)).toEqual({ id: session.id });
    expect(await find(await acts.join())).toBeNull();
    expect(await find(null)).toBeNull();
    acts.now += 89 * DAY_MS;
    const later = await acts.signIn(ann);
    acts.now += DAY_MS;
    expect(await find(later)).toBeNull();
    expect(await list(later)).toHaveLength(1);
    expect(await end(session.id, later)).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('end one by one, with their sockets, and no others', async () => {
    const other = await acts.signIn(ann);
    const [socket, own] = [await live(other), await live(ann)];
    const session = (await list(other)).find(({ isCurrent }) => isCurrent);
    const answer = await acts.app.mutate('RevokeSession', { sessionId: session.id }, ann);
    expect(answer).toEqual({ revokedSessionId: session.id, userErrors: [] });
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
    expect(await acts.isSignedIn(other)).toBe(false);
    expect(await acts.isSignedIn(ann)).toBe(true);
    await own.run('still', '{ __typename }');
    await own.close();
    expect(await end(session.id)).toMatchObject([{ field: ['sessionId'], code: 'NOT_FOUND' }]);
    const [last] = await list(ann);
    expect(await end(last.id)).toEqual([]);
    expect(await acts.isSignedIn(ann)).toBe(false);
  });

  it('end for nobody but their owner', async () => {
    const [session] = await list(ann);
    const bob = await acts.join();
    for (const id of [session.id, bob.id, 'nonsense', ''])
      expect(await end(id, bob)).toMatchObject([{ field: ['sessionId'], code: 'NOT_FOUND' }]);
    expect(await acts.isSignedIn(ann)).toBe(true);
  });

  it('all end by signing out everywhere, this one included, with their sockets', async () => {
    const [other, bob] = [await acts.signIn(ann), await acts.join()];
    const [sockets, stranger] = [[await live(ann), await live(other)], await live(bob)];
    expect(await everywhere(ann)).toEqual([]);
    for (const socket of sockets) expect(await socket.closeCode(SOON_MS)).toBe(4401);
    expect([await acts.isSignedIn(ann), await acts.isSignedIn(other)]).toEqual([false, false]);
    await stranger.run('still', '{ __typename }');
    await stranger.close();
    expect(await list(await acts.signIn(ann))).toHaveLength(1);
  });

  it('all but this one end with the password, with their sockets', async () => {
    const other = await acts.signIn(ann);
    const [own, socket] = [await live(ann), await live(other)];
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect(await acts.errorsOf('ChangePassword', input, ann)).toEqual([]);
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
    await own.run('still', '{ __typename }');
    await own.close();
  });

  it('all end with a password that was forgotten, with their sockets', async () => {
    const socket = await live(ann);
    const input = { token: await acts.resetToken(ann), newPassword: NEW_PASSWORD };
    expect(await acts.errorsOf('ResetPassword', input)).toEqual([]);
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
  });

  it('are 50 at most: one more ends the oldest', async () => {
    const opened: Member[] = [ann];
    for (let count = 1; count < 51; count += 1) {
      acts.now += 1;
      opened.push(await acts.signIn(ann));
    }
    expect(await acts.isSignedIn(ann)).toBe(false);
    expect(await acts.isSignedIn(opened[1]!)).toBe(true);
    expect(await list(opened[50]!)).toHaveLength(50);
    await Promise.all(Array.from({ length: 8 }, () => acts.signIn(ann)));
    expect(await list(opened[50]!)).toHaveLength(50);
  });

  it('need a viewer to be ended', async () => {
    const input = { sessionId: 'any' };
    for (const [query, variables] of [
      [operations.RevokeSession, { input }],
      [operations.SignOutEverywhere, {}],
    ] as const)
      expect((await acts.app.send(query, variables)).errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED' } },
      ]);
  });
});

describe('what a session was opened with', () => {
  it.each([
    [FIREFOX, 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.5.0', 'curl'],
    ['<b>bold</b>', 'bbold'],
    ['x'.repeat(5_000), 'x'.repeat(100)],
    ['', null],
    [undefined, null],
    ['(((((', null],
  ])('is told of %j in a few words', (userAgent, label) => {
    expect(clientLabel(userAgent)).toBe(label);
  });
});
