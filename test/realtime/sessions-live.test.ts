import { PASSWORD, TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What "within seconds" means. */
const SOON_MS = 3_000;

describe('the session of a socket', () => {
  let app: TestApp;
  let ann: Member;
  let now = Date.now();

  const signIn = async () => {
    const input = { identifier: 'ann', password: PASSWORD };
    const { session } = await app.mutate('SignIn', input);
    return { ...ann, token: session.token as string };
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
