import { TestApp } from '../support/app';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const SECRET = 'hunter2-is-my-password';

describe('a fault of the server', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  const lose = (table: string) =>
    app.app.database.source.query(`ALTER TABLE "${table}" RENAME TO "lost"`);
  const find = (table: string) =>
    app.app.database.source.query(`ALTER TABLE "lost" RENAME TO "${table}"`);

  it('is told by an id alone, on reading', async () => {
    const ann = await app.join('ann');
    await lose('activity');
    const query = `{ profile(username: "ann") { username activity { liveCursor } } }`;
    const headers = { authorization: `Bearer ${ann.token}` };
    const [first, second] = await Promise.all([
      post(app, { query }, headers),
      post(app, { query }, headers),
    ]);
    await find('activity');
    for (const sent of [first, second]) {
      expect(sent.answer.data).toEqual({ profile: null });
      expect(sent.answer.errors).toEqual([
        {
          message: 'Something went wrong on the server. Tell its administrator the errorId.',
          locations: expect.any(Array),
          path: ['profile', 'activity'],
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          },
        },
      ]);
      expect(sent.text).not.toMatch(
        /stack|SQL|no such|relation|activity"\.|\.ts|\.js|node_modules/,
      );
    }
    const idOf = (sent: typeof first) => (sent.answer.errors?.[0]?.extensions as any).errorId;
    expect(idOf(first)).not.toBe(idOf(second));
    expect(codesOf(await post(app, { query }, headers))).toEqual([]);
  });

  it('is told by an id alone, on writing, and nothing of it stays', async () => {
    const input = { username: 'eve', email: 'eve@example.com', password: SECRET };
    await lose('session');
    const sent = await post(app, { query: operations.Join, variables: { input } });
    await find('session');
    expect(codesOf(sent)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(sent.text).not.toMatch(/stack|SQL|no such|relation|session"\.|hunter2|eve/);
    const { profile } = await app.data(operations.ProfilePage, { username: 'eve' });
    expect(profile).toBeNull();
    expect((await app.mutate('Join', input)).userErrors).toEqual([]);
  });

  it('is told by an id alone, where the sender is being looked up', async () => {
    const bob = await app.join('bob');
    await lose('session');
    const sent = await post(
      app,
      { query: operations.Viewer },
      { authorization: `Bearer ${bob.token}` },
    );
    await find('session');
    expect(sent.status).toBe(500);
    expect(codesOf(sent)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(sent.answer.errors?.[0]?.message).toMatch(/^Something went wrong on the server\./);
    expect(sent.text).not.toMatch(/stack|SQL|no such|relation|context/i);
  });
});
