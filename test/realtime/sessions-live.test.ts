import { PASSWORD, TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { operations } from '../support/operations';
import { DeafSocket } from './deaf-socket';
import { RawSocket } from './raw-socket';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What "within seconds" means. */
const SOON_MS = 3_000;
const LATE = 'https://blog.example/late';
const DEAF = 'https://blog.example/deaf';

describe('the session of a socket', () => {
  let app: TestApp;
  let ann: Member;
  let now = Date.now();

  const signIn = async () => {
    const input = { identifier: 'ann', password: PASSWORD };
    const { session } = await app.mutate('SignIn', input);
    return { ...ann, token: session.token as string };
  };
  const commentsOn = async (url: string) => {
    const { post } = await app.data('query ($url: String!) { post(url: $url) { commentCount } }', {
      url,
    });
    return post?.commentCount ?? 0;
  };
  const live = async (by: Member | null) => {
    const socket = await RawSocket.ready(app, by);
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.until(() => socket.feed('live').length > 0);
    return socket;
  };

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
    ann = await app.join('ann');
  });
  afterAll(() => app.close());

  it.each(['unknown', '', 'a b', 'x'.repeat(300)])(
    'is refused with 4401 when its token is %j',
    async (token) => {
      const socket = await RawSocket.open(app);
      socket.init(token);
      expect(await socket.closeCode()).toBe(4401);
      expect(socket.frames).toEqual([]);
    },
  );

  it('is refused with 4401 when what it sends is no token', async () => {
    for (const authorization of [7, true, {}, [], 'Basic YTpi']) {
      const socket = await RawSocket.open(app);
      socket.send({ type: 'connection_init', payload: { authorization } });
      expect(await socket.closeCode()).toBe(4401);
    }
  });

  it('closes its sockets with 4401 when it is revoked, and no others', async () => {
    const [session, other] = [await signIn(), await signIn()];
    const sockets = await Promise.all([live(session), live(session)]);
    const others = await Promise.all([live(other), live(null)]);
    await app.data(operations.SignOut, {}, session);
    for (const socket of sockets) expect(await socket.closeCode(SOON_MS)).toBe(4401);
    const comment = await app.comment(other, 'https://blog.example/sessions');
    for (const socket of others) {
      await socket.until(() => socket.feed('live').length === 2);
      expect(socket.feed('live')[1]).toMatchObject({ activity: { comment: { id: comment.id } } });
      await socket.close();
    }
  });

  it('closes its socket with 4401 when it is revoked there', async () => {
    const socket = await live(await signIn());
    const [frame] = await socket.run('out', operations.SignOut);
    expect(frame.payload).toEqual({ data: { signOut: { userErrors: [] } } });
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
  });

  it('closes its socket with 4401 when it expires', async () => {
    const socket = await live(await signIn());
    const anonymous = await live(null);
    now += 91 * DAY_MS;
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
    await anonymous.run('still', '{ __typename }');
    await anonymous.close();
  });

  it('that is over does nothing more over a socket that was not yet closed', async () => {
    const session = await signIn();
    const socket = await live(session);
    await app.data(operations.SignOut, {}, session);
    socket.subscribe('late', operations.AddComment, { input: { postUrl: LATE, body: 'Late' } });
    expect(await socket.closeCode(SOON_MS)).toBe(4401);
    expect(socket.of('late')).toEqual([]);
    expect(await commentsOn(LATE)).toBe(0);
  });

  it('that is over does nothing more for a client that does not hear of its end', async () => {
    const session = await signIn();
    const socket = await DeafSocket.ready(app, session.token);
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.hears('"id":"live"');
    await app.data(operations.SignOut, {}, session);
    await socket.hearsClose(4401);
    expect(app.app.stats.subscriptions).toBe(0);
    socket.subscribe('late', operations.AddComment, { input: { postUrl: DEAF, body: 'Late' } });
    socket.subscribe('read', '{ __typename }');
    await eventually(() => socket.isCut, SOON_MS);
    expect(socket.isHeard('"late"') || socket.isHeard('"read"')).toBe(false);
    expect(await commentsOn(DEAF)).toBe(0);
  });

  it('that cannot be read fails an operation, and leaves the socket open', async () => {
    const socket = await live(await signIn());
    await app.app.database.source.query('ALTER TABLE "session" RENAME TO "session_away"');
    try {
      await socket.run('it', '{ __typename }');
      expect(socket.errors('it')).toMatchObject([
        { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ]);
    } finally {
      await app.app.database.source.query('ALTER TABLE "session_away" RENAME TO "session"');
    }
    expect(await socket.run('again', '{ __typename }')).toHaveLength(2);
    await socket.close();
  });

  it('that cannot be read closes the socket without telling why', async () => {
    const session = await signIn();
    await app.app.database.source.query('ALTER TABLE "session" RENAME TO "session_away"');
    try {
      const socket = await RawSocket.open(app);
      socket.init(session.token);
      expect(await socket.closeCode()).toBe(4500);
      expect(socket.closed?.reason).toBe('Internal server error');
    } finally {
      await app.app.database.source.query('ALTER TABLE "session_away" RENAME TO "session"');
    }
    await (await live(session)).close();
  });
});
