import { PASSWORD, TestApp, type Member } from '../support/app';
import { isPostgres } from '../support/database';
import { eventually } from '../support/eventually';
import { EMAIL, leaver, listLeaver, POST, type Leaver } from '../support/leaver';
import { operations } from '../support/operations';
import { messagesInOutbox } from '../support/outbox';
import { Sabotage } from '../support/sabotage';
import { tracesIn } from '../support/traces';

/** What is true from the answer on, whenever the rest is done: here none of it can be. */
describe('the answer of deleteAccount', () => {
  let app: TestApp;
  let bob: Member;
  let left: Leaver;

  beforeAll(async () => {
    app = await TestApp.start();
    bob = await app.join('bob');
    left = await leaver(app, [bob, await app.join('cat')]);
    await listLeaver(app, left);
    await app.mutate('RequestPasswordReset', { email: EMAIL });
    await eventually(() => messagesInOutbox(app, EMAIL).length > 0);
    expect(await rowsTelling(left.secrets)).not.toEqual([]);
    await new Sabotage(app).failDeletionsOfComments();
    const answer = await app.mutate('DeleteAccount', { password: PASSWORD }, left.member);
    expect(answer).toEqual({ userErrors: [] });
  });
  afterAll(() => app.close());

  /** What of some secrets the rows of any table hold. */
  async function rowsTelling(secrets: readonly string[]): Promise<string[]> {
    const { source } = app.app.database;
    const found = source.entityMetadatas.map(async ({ tableName }) => {
      const rows: unknown[] = await source.query(`SELECT * FROM "${tableName}"`);
      return tracesIn(tableName, Buffer.from(JSON.stringify(rows)), secrets);
    });
    return (await Promise.all(found)).flat();
  }

  it('comes though what others see is still to go', async () => {
    const { source } = app.app.database;
    expect(await source.query('SELECT 1 FROM "departure"')).toHaveLength(1);
    expect(await rowsTelling(['lonelywords'])).toHaveLength(1);
  });

  it('comes once nothing says who it was', async () => {
    expect(await rowsTelling(left.secrets)).toEqual([]);
    // On Postgres all tests have one outbox.
    if (!isPostgres()) expect(messagesInOutbox(app, EMAIL)).toEqual([]);
    const { viewer } = await app.data(operations.Notifications, { first: 100 }, bob);
    const thread = await app.data(operations.Thread, { url: POST, first: 50 }, bob);
    const text = JSON.stringify([viewer, thread]);
    expect(text).toContain('Deleted profile');
    expect(text).not.toMatch(/zebulonia|latterly/i);
  });

  it('comes once nobody can be the person, or read what was theirs alone', async () => {
    for (const token of left.tokens) {
      const { errors } = await app.send(operations.Notifications, { first: 1 }, token);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      const exported = await fetch(`${app.url}/export/me`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(exported.status).toBe(401);
    }
    for (const identifier of [left.member.username, ...left.emails]) {
      const { userErrors } = await app.mutate('SignIn', { identifier, password: PASSWORD });
      expect(userErrors).toMatchObject([{ code: 'WRONG_CREDENTIALS' }]);
    }
  });
});
