import { randomBytes } from 'node:crypto';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { eventually } from '../support/eventually';
import { leaver, listLeaver, POST, type Leaver } from '../support/leaver';
import { operations } from '../support/operations';
import { messagesInOutbox } from '../support/outbox';
import { tracesOf } from '../support/traces';
import { comment, entry, importExportTexts } from '../support/typepad';

const leave = (app: TestApp, by: Member, more: object = {}) =>
  app.mutate('DeleteAccount', { password: PASSWORD, ...more }, by);

describe.each(['REMOVE', 'KEEP'] as const)('an account that is deleted with %s', (words) => {
  let app: TestApp;
  let bob: Member;
  let cat: Member;
  let left: Leaver;
  const keeps = words === 'KEEP';

  beforeAll(async () => {
    app = await TestApp.start();
    bob = await app.join('bob');
    cat = await app.join('cat');
    left = await leaver(app, [bob, cat]);
    await listLeaver(app, left);
    const all = [...left.secrets, ...left.words];
    // What is looked for can be found: each of it is there before, but for the tokens, which are hashed.
    const found = await tracesOf(app, all);
    expect(new Set(found.map((trace) => trace.split(': ')[1])).size).toBeGreaterThan(30);
    expect(await leave(app, left.member, { words })).toEqual({ userErrors: [] });
  });
  afterAll(() => app.close());

  it('is not found any more, by name, password, token or search', async () => {
    const { username } = left.member;
    expect((await app.data(operations.ProfilePage, { username })).profile).toBeNull();
    const { userErrors } = await app.mutate('SignIn', { identifier: username, password: PASSWORD });
    expect(userErrors[0].code).toBe('WRONG_CREDENTIALS');
    for (const token of left.tokens) {
      const { errors } = await app.send(operations.Viewer, {}, token);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    const { searchProfiles } = await app.data(operations.SearchProfiles, { query: 'deleted' });
    expect(searchProfiles.edges).toEqual([]);
  });

  it('leaves a profile that tells nothing, and that nobody can follow, block, claim, name or join as', async () => {
    const document = `query($id: ID!) { node(id: $id) { ... on Profile { username displayName about
      location interests homepageUrl avatarUrl joinedAt isClaimed isDeleted commentCount followingCount } } }`;
    const { node } = await app.data(document, { id: left.member.id });
    expect(node).toEqual({
      username: expect.stringMatching(/^deleted-[0-9a-f]{12}$/),
      displayName: 'Deleted profile',
      ...{ about: null, location: null, interests: null, homepageUrl: null, avatarUrl: null },
      ...{ joinedAt: null, isClaimed: true, isDeleted: true, followingCount: 0 },
      commentCount: keeps ? 5 : 0,
    });
    const profileId = left.member.id;
    for (const act of ['Follow', 'Block', 'RequestProfileClaim'] as const)
      expect((await app.mutate(act, { profileId }, bob)).userErrors).toHaveLength(1);
    expect(
      (await app.data(operations.ProfilePage, { username: node.username })).profile,
    ).toBeNull();
    for (const username of [node.username, 'zebulonia', 'Zebulon-Quastenberg']) {
      const input = { username, email: 'impostor@example.com', password: PASSWORD };
      const { userErrors } = await app.mutate('Join', input);
      expect(userErrors[0].field).toEqual(['username']);
    }
    const mention = await app.comment(bob, POST, `@${node.username}`);
    expect(mention.id).toBeDefined();
  });

  it(keeps ? 'leaves its words where they are' : 'leaves tombstones', async () => {
    const { post } = await app.data(operations.Thread, { url: POST, first: 50 });
    const [first] = post.comments.edges.map(({ node }: any) => node);
    expect(first.id).toBe(left.comments[0]!.id);
    expect(first.isDeleted).toBe(!keeps);
    if (keeps) expect(first.author.displayName).toBe('Deleted profile');
    else expect(first).toMatchObject({ author: null, body: '' });
    const activity = await app.data(operations.PublicFeed, { first: 100 });
    const text = JSON.stringify(activity);
    expect(text.includes('laterwords')).toBe(keeps);
    expect(text.includes('lonelywords')).toBe(keeps);
  });

  it('ends its follows, favorites, blocks and notifications once all is done', async () => {
    await app.app.services.departures.settled();
    const { profile } = await app.data(operations.ProfilePage, { username: 'bob' });
    expect(profile).toMatchObject({ followerCount: 0, followingCount: 0 });
    const rows = async (text: string) => (await app.app.database.source.query(text)).length;
    const id = Number(Buffer.from(left.member.id, 'base64url').toString().split(':')[1]);
    const none = [
      `SELECT 1 FROM "follow" WHERE "followerId" = ${id} OR "followeeId" = ${id}`,
      `SELECT 1 FROM "favorite" WHERE "profileId" = ${id}`,
      `SELECT 1 FROM "block" WHERE "blockerId" = ${id} OR "blockedId" = ${id}`,
      `SELECT 1 FROM "notification" WHERE "recipientId" = ${id} AND "isVisible"`,
      `SELECT 1 FROM "profile_claim" WHERE "claimantId" = ${id} OR "profileId" = ${id}`,
      `SELECT 1 FROM "departure"`,
    ];
    for (const text of none) expect([text, await rows(text)]).toEqual([text, 0]);
    expect(await auditCounts(app)).toEqual([]);
  });

  it('leaves no trace', async () => {
    await app.app.services.departures.settled();
    expect(await tracesOf(app, left.secrets)).toEqual([]);
    if (!keeps) expect(await tracesOf(app, left.words)).toEqual([]);
  });

  it('is not brought back by importing the same again', async () => {
    await app.app.services.departures.settled();
    const { made, told } = await importExportTexts(app, [left.exportText]);
    expect(made).toMatchObject({ comments: 0, newProfiles: 0 });
    expect(told.map(({ reason }) => reason).join()).not.toMatch(/quast/i);
    // What an import before did not bring is passed over, and named.
    const email = /zeb\.quast[^\s]*/.exec(left.exportText)?.[0] ?? '';
    const more = entry('later', { author: 'Zebulon Writer Quastenberg' }, [
      comment('Words that nobody has read.', { name: 'Zebulon Quastenberg', email }),
      comment('Of another.', { name: 'Other', email: 'other@elsewhere-mail.org' }),
    ]);
    const later = await importExportTexts(app, [more]);
    expect(later.made).toMatchObject({ posts: 1, comments: 1, newProfiles: 0 });
    expect(later.told).toEqual([
      {
        ...{ file: '1.txt', line: expect.any(Number), kind: 'PASSED_OVER' },
        reason: 'Its author has had their profile deleted.',
      },
    ]);
    expect(await tracesOf(app, left.secrets)).toEqual([]);
    if (!keeps) expect(await tracesOf(app, left.words)).toEqual([]);
  });
});

describe('deleteAccount', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  it('does nothing without the right password, or without a session', async () => {
    const ann = await app.join('ann');
    for (const password of ['wrong words', '', 'x'.repeat(10_000)]) {
      const { userErrors } = await app.mutate('DeleteAccount', { password }, ann);
      expect(userErrors).toMatchObject([{ code: 'WRONG_CREDENTIALS', field: ['password'] }]);
    }
    const { errors } = await app.send(operations.DeleteAccount, { input: { password: PASSWORD } });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await app.data(operations.Viewer, {}, ann)).viewer.profile.username).toBe('ann');
  });

  it('refuses the last administrator', async () => {
    const [first, second] = [await app.join('first'), await app.join('second')];
    const promote = (username: string) =>
      app.app.database.source.query(
        `UPDATE "account" SET "role" = 'ADMINISTRATOR' WHERE "email" LIKE '${username}@%'`,
      );
    await promote('first');
    expect((await leave(app, first)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    await promote('second');
    const answers = await Promise.all([leave(app, first), leave(app, second)]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('leaves nothing of somebody who did nothing, whose name is free again', async () => {
    const quiet = await app.join('quiet');
    expect((await leave(app, quiet)).userErrors).toEqual([]);
    await app.app.services.departures.settled();
    expect((await app.data(operations.Node, { id: quiet.id })).node).toBeNull();
    expect((await app.join('quiet')).id).not.toBe(quiet.id);
  });

  it('leaves nothing of an address that somebody else had given for theirs before', async () => {
    const [mallory, other] = [await app.join('mallory'), await app.join('other-mallory')];
    const host = `foretold-${randomBytes(4).toString('hex')}.example`;
    const [email, kept] = [`Zed@${host}`, `kept@kept-${host}`];
    const pending = (by: Member, address: string) =>
      app.mutate('ChangeEmail', { email: address, password: PASSWORD }, by);
    expect((await pending(mallory, email)).userErrors).toEqual([]);
    expect((await pending(other, kept)).userErrors).toEqual([]);
    await eventually(
      () => messagesInOutbox(app, email).length > 0 && messagesInOutbox(app, kept).length > 0,
    );
    const foretold = await app.join('foretold', { email: email.toLowerCase() });
    expect((await leave(app, foretold)).userErrors).toEqual([]);
    await app.app.services.departures.settled();
    expect(await tracesOf(app, [`zed@${host}`])).toEqual([]);
    expect(messagesInOutbox(app, email)).toEqual([]);
    expect(messagesInOutbox(app, kept)).toHaveLength(1);
    expect(await tracesOf(app, [kept])).not.toEqual([]);
  });

  it.each([
    'updateProfile(input: { displayName: "Briefly" })',
    'updateProfile(input: {})',
    'requestEmailVerification',
    'signOutEverywhere',
  ])('is not followed by %s in the same operation', async (field) => {
    const brief = await app.join('brief');
    const document = `mutation($input: DeleteAccountInput!) {
      deleteAccount(input: $input) { userErrors { code } }
      later: ${field} { userErrors { code } }
    }`;
    const { errors } = await app.send(document, { input: { password: PASSWORD } }, brief.token);
    expect(errors).toMatchObject([{ path: ['later'], extensions: { code: 'UNAUTHENTICATED' } }]);
    await app.app.services.departures.settled();
  });

  it('lets nothing be done that was asked for before and is done after', async () => {
    const [hasty, other] = [await app.join('hasty'), await app.join('other')];
    const acts = Array.from({ length: 30 }, (_, index) => [
      app.comment(hasty, POST, `hastywords ${index}`).catch(() => null),
      app.mutate('Follow', { profileId: other.id }, hasty).catch(() => null),
      app.mutate('UpdateProfile', { displayName: `hastyname ${index}` }, hasty).catch(() => null),
    ]);
    await Promise.all([...acts.slice(0, 10).flat(), leave(app, hasty), ...acts.slice(10).flat()]);
    await app.app.services.departures.settled();
    expect(await tracesOf(app, ['hastywords', 'hastyname', 'hasty@example.com'])).toEqual([]);
  });
});
