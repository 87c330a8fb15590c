import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { isPostgres } from '../support/database';
import { moderationOperations, Moderating } from '../support/moderating';
import { numberIn } from '../support/merging';
import { operations } from '../support/operations';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('roles, and the record of decisions', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let admin: Member;
  let judge: Member;
  let now = Date.now();
  let number = 0;

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
    moderating = new Moderating(app);
    admin = await moderating.promote(await app.join('boss'), 'ADMINISTRATOR');
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  beforeEach(async () => {
    number += 1;
    ann = await app.join(`ann${number}`);
  });
  afterAll(() => app.close());

  const setRole = (by: Member, whom: Member, role: string) =>
    moderating.act('SetAccountRole', { profileId: whom.id, role }, by);
  const settings = async (site: { id: string }, more: object) => {
    const input = { siteId: site.id, ...more };
    return moderating.act('UpdateSiteSettings', input, judge);
  };
  const start = (): string => `https://site${number}.example/page`;

  it('a role takes effect at once, also on a socket that is open', async () => {
    const socket = await RawSocket.ready(app, ann);
    const ask = async (id: string) => {
      socket.subscribe(id, moderationOperations.ModerationQueue, { first: 1 });
      await socket.until(() => socket.frames.some((frame: any) => frame.id === id));
      return JSON.stringify(socket.frames.filter((frame: any) => frame.id === id));
    };
    expect(await ask('before')).toContain('FORBIDDEN');
    const { role, profile } = await setRole(admin, ann, 'MODERATOR');
    expect({ role, id: profile.id }).toEqual({ role: 'MODERATOR', id: ann.id });
    expect((await moderating.queue(ann)).totalCount).toBe(0);
    expect(await ask('after')).toContain('totalCount');
    await setRole(admin, ann, 'MEMBER');
    expect(await moderating.codeOf('ModerationQueue', {}, ann)).toBe('FORBIDDEN');
    expect(await ask('at last')).toContain('FORBIDDEN');
    await socket.close();
  });

  it('is given by administrators alone, to who has an account', async () => {
    const input = { profileId: ann.id, role: 'MODERATOR' };
    expect(await moderating.codeOf('SetAccountRole', input, judge)).toBe('FORBIDDEN');
    expect(await moderating.codeOf('SetAccountRole', input, null)).toBe('UNAUTHENTICATED');
    const nobody = await setRole(admin, { ...ann, id: 'x' }, 'MEMBER');
    expect(nobody.userErrors).toMatchObject([{ field: ['profileId'], code: 'NOT_FOUND' }]);
  });

  it('the last administrator stays one, whoever demotes whom at the same time', async () => {
    expect((await setRole(admin, admin, 'MEMBER')).userErrors).toMatchObject([
      { field: ['role'], code: 'INVALID' },
    ]);
    for (let round = 0; round < 4; round += 1) {
      await setRole(admin, ann, 'ADMINISTRATOR');
      const demote = (by: Member, whom: Member) =>
        app.send(
          moderationOperations.SetAccountRole,
          { input: { profileId: whom.id, role: 'MEMBER' } },
          by.token,
        );
      await Promise.all([demote(admin, ann), demote(ann, admin), demote(admin, admin)]);
      const left = await app.app.database.source.query(
        `SELECT "profileId" FROM "account" WHERE "role" = 'ADMINISTRATOR'`,
      );
      expect(left.length).toBeGreaterThan(0);
      await app.app.database.source.query(
        `UPDATE "account" SET "role" = CASE WHEN "profileId" = ${numberIn(admin.id)}
          THEN 'ADMINISTRATOR' ELSE 'MEMBER' END WHERE "profileId" IN (${numberIn(admin.id)}, ${numberIn(ann.id)})`,
      );
    }
  });

  it('a comment that is published late comes to the top of feeds', async () => {
    const { post } = await app.comment(judge, start());
    await settings(post.site, { holdsFirstComments: true });
    const held = await app.comment(ann, start());
    now += DAY_MS;
    await app.comment(judge, 'https://elsewhere.example/page');
    now += 1_000;
    await moderating.decide(judge, held, 'PUBLISHED');
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 1 });
    expect(publicFeed.edges[0].node.comment).toMatchObject({
      ...{ id: held.id, createdAt: held.createdAt },
    });
  });

  it('the record says who decided what, without words or addresses', async () => {
    const secret = 'secret-words@mail.example';
    await setRole(admin, ann, 'MODERATOR');
    const { post } = await app.comment(ann, start(), secret);
    await settings(post.site, { closesAfterDays: 9 });
    await moderating.act(
      'AddBlockListEntry',
      { kind: 'EMAIL', value: secret, effect: 'HOLD' },
      judge,
    );
    const [listed, site, role] = await moderating.decisions(judge);
    expect(listed).toMatchObject({ subject: 'BLOCK_LIST', before: null });
    expect(listed.after).toMatch(/^EMAIL HOLD #\d+$/);
    expect(site).toMatchObject({
      subject: 'SITE',
      moderator: { username: 'judge' },
      before: 'holdsFirstComments false, closesAfterDays never',
      after: 'holdsFirstComments false, closesAfterDays 9',
    });
    expect(role).toMatchObject({
      ...{ subject: 'ROLE', moderator: { username: 'boss' }, profile: { username: ann.username } },
      ...{ before: 'MEMBER', after: 'MODERATOR' },
    });
    const rows = await app.app.database.source.query('SELECT * FROM "moderation_decision"');
    expect(JSON.stringify(rows)).not.toContain('mail.example');
    const document = `query ($id: ID!) { node(id: $id) { ... on ModerationDecision { subject } } }`;
    expect((await app.data(document, { id: role.id }, judge)).node).toEqual({ subject: 'ROLE' });
    expect((await app.data(document, { id: role.id }, null)).node).toBeNull();
  });

  const columns = `"id", "subject", "before", "after", "decidedAt"`;
  const same = `SELECT "id", "subject", "before", 'x', "decidedAt" FROM "moderation_decision"`;
  const replacing = isPostgres()
    ? `INSERT INTO "moderation_decision" (${columns}) ${same}
        ON CONFLICT ("id") DO UPDATE SET "after" = EXCLUDED."after"`
    : `INSERT OR REPLACE INTO "moderation_decision" (${columns}) ${same}`;

  it.each([
    `UPDATE "moderation_decision" SET "after" = 'x'`,
    'DELETE FROM "moderation_decision"',
    replacing,
  ])('the record can only grow: %s fails', async (text) => {
    await setRole(admin, ann, 'MODERATOR');
    const { source } = app.app.database;
    const all = () => source.query('SELECT * FROM "moderation_decision" ORDER BY "id"');
    const before = await all();
    await expect(source.query(text)).rejects.toThrow('append-only');
    expect(await all()).toEqual(before);
  });
});
