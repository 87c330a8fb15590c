import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { importValues, Foreigner } from '../support/import';
import { joinThree, notificationsOf, toldTo } from '../support/notifications';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

describe('notifications', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  let round = 0;

  const favorite = (subjectId: string, by: Member) => app.mutate('AddFavorite', { subjectId }, by);
  const told = (whom: Member) => toldTo(app, whom);

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    [ann, bob, cat] = await joinThree(app, round);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('tell of each thing that concerns somebody, with its reason and activity, newest first', async () => {
    const comment = await app.comment(ann, URL, 'To begin with');
    const reply = await app.comment(bob, comment, 'A reply');
    const mention = await app.comment(bob, URL, `Hello, @${ann.username.toUpperCase()}!`);
    await favorite(comment.id, bob);
    await app.follow(bob, ann);
    const { nodes, unseen } = await notificationsOf(app, ann);
    const actor = { id: bob.id, username: bob.username };
    expect(nodes).toMatchObject([
      {
        reason: 'FOLLOW',
        isSeen: false,
        activity: { __typename: 'FollowActivity', actor, followee: { id: ann.id } },
      },
      {
        reason: 'FAVORITE',
        isSeen: false,
        activity: { __typename: 'FavoriteActivity', actor, subject: { id: comment.id } },
      },
      {
        reason: 'MENTION',
        isSeen: false,
        activity: { __typename: 'CommentActivity', actor, comment: { id: mention.id } },
      },
      {
        reason: 'REPLY',
        isSeen: false,
        activity: {
          __typename: 'CommentActivity',
          actor,
          comment: { id: reply.id, body: 'A reply', inReplyTo: { id: comment.id } },
        },
      },
    ]);
    expect(unseen).toBe(4);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(4);
  });

  it('tell the author of a post that it was favorited, and not of what others say on it', async () => {
    const { post } = await app.comment(bob, URL.replace('one', `${round}`));
    // Posts get an author by an import.
    await app.app.database.source.query(
      `UPDATE "post" SET "authorId" = (SELECT "id" FROM "profile" WHERE "username" = '${ann.username}')
       WHERE "url" = '${post.url}'`,
    );
    await app.comment(bob, post.url);
    await favorite(post.id, bob);
    expect(await told(ann)).toEqual([`FAVORITE by ${bob.username}`]);
  });

  it('tell of an act once, whatever it has to do with somebody; a reply as a reply', async () => {
    const comment = await app.comment(ann, URL);
    const body = `@${ann.username}, @${cat.username} and again @${ann.username} @${cat.username}`;
    await app.comment(bob, comment, body);
    expect(await told(ann)).toEqual([`REPLY by ${bob.username}`]);
    expect(await told(cat)).toEqual([`MENTION by ${bob.username}`]);
  });

  it('tell nobody of their own acts', async () => {
    const comment = await app.comment(ann, URL, `I, @${ann.username}`);
    await app.comment(ann, comment, `Again @${ann.username}`);
    await favorite(comment.id, ann);
    expect(await notificationsOf(app, ann)).toMatchObject({ nodes: [], unseen: 0 });
    expect(await told(bob)).toEqual([]);
  });

  it('are not made again by what changes nothing', async () => {
    const comment = await app.comment(ann, URL);
    const reply = { inReplyToId: comment.id, body: 'Once', idempotencyKey: `once${round}` };
    for (let times = 0; times < 2; times += 1) {
      await app.mutate('AddComment', reply, bob);
      await favorite(comment.id, bob);
      await app.follow(bob, ann);
    }
    expect(await told(ann)).toEqual(
      ['FOLLOW', 'FAVORITE', 'REPLY'].map((reason) => `${reason} by ${bob.username}`),
    );
  });

  it('are not made by an act that is refused', async () => {
    const refused = [
      await app.mutate('AddComment', { postUrl: 'x', body: `@${ann.username}` }, bob),
      await app.mutate('Follow', { profileId: bob.id }, bob),
    ];
    for (const { userErrors } of refused) expect(userErrors).toHaveLength(1);
    expect(await told(ann)).toEqual([]);
  });

  it('are taken back with the act', async () => {
    const comment = await app.comment(ann, URL);
    const reply = await app.comment(bob, comment, `With @${cat.username}`);
    await favorite(comment.id, bob);
    await app.follow(bob, ann);
    await app.mutate('Unfollow', { profileId: ann.id }, bob);
    expect(await told(ann)).toEqual([`FAVORITE by ${bob.username}`, `REPLY by ${bob.username}`]);
    await app.mutate('RemoveFavorite', { subjectId: comment.id }, bob);
    expect(await told(ann)).toEqual([`REPLY by ${bob.username}`]);
    await app.mutate('DeleteComment', { commentId: reply.id }, bob);
    for (const whom of [ann, cat])
      expect(await notificationsOf(app, whom)).toMatchObject({ nodes: [], unseen: 0 });
  });

  it('come anew when an act is done anew', async () => {
    const ids: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      await app.follow(bob, ann);
      const { nodes } = await notificationsOf(app, ann);
      expect(nodes).toMatchObject([{ reason: 'FOLLOW', isSeen: false }]);
      ids.push(nodes[0].id);
      await app.mutate('Unfollow', { profileId: ann.id }, bob);
    }
    expect(new Set(ids).size).toBe(3);
  });

  it('of favorites and mentions end with the comment; that of a reply stays while the reply does', async () => {
    const comment = await app.comment(ann, URL, `With @${cat.username}`);
    await app.comment(bob, comment, 'A reply');
    await favorite(comment.id, cat);
    await app.mutate('DeleteComment', { commentId: comment.id }, ann);
    expect(await told(ann)).toEqual([`REPLY by ${bob.username}`]);
    expect(await told(cat)).toEqual([]);
  });

  it('are made where one joins and follows at once', async () => {
    const dan = await app.join(`dan${round}`, { follow: [ann.username, bob.username] });
    for (const whom of [ann, bob]) expect(await told(whom)).toEqual([`FOLLOW by ${dan.username}`]);
  });

  it('tell the first 20 people whom a comment mentions', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 22 }, (_none, index) => app.join(`crowd${round}-${index}`)),
    );
    const names = crowd.map(({ username }) => `@${username}`).join(' ');
    await app.comment(bob, URL, `@nobody-at-all ${names}`);
    const counts = await Promise.all(crowd.map(async (whom) => (await told(whom)).length));
    expect(counts).toEqual([...Array(20).fill(1), 0, 0]);
  });

  it('follow the words as they are shown', async () => {
    const hidden = `&commat;${ann.username.slice(0, 2)}*${ann.username.slice(2)}* \`@${cat.username}\``;
    await app.comment(bob, URL, hidden);
    expect(await told(ann)).toEqual([`MENTION by ${bob.username}`]);
    expect(await told(cat)).toEqual([]);
  });

  it('are not made by imports, neither of acts of the past nor of edits', async () => {
    const old = new Foreigner(`old${round}`);
    const comment = await app.comment(ann, URL);
    const follow = old.does('Follow', { ...new Foreigner(`other${round}`).actor });
    const first = old.says(`Hello @${ann.username}`, URL);
    const edited = {
      ...(first.object as object),
      content: `Hello again @${ann.username} @${cat.username}`,
    };
    const update = old.does('Update', { ...edited, updated: '2011-01-01T00:00:00Z' });
    const report = await importValues(app, [
      old.actor,
      follow,
      first,
      old.says('A reply', comment.url),
      old.does('Like', comment.url),
      update,
    ]);
    expect(report.counts.edits).toBe(1);
    const rows = await app.app.database.source.query('SELECT * FROM "notification"');
    const [{ id }] = await app.app.database.source.query(
      `SELECT "id" FROM "profile" WHERE "username" = 'old${round}'`,
    );
    expect(rows.filter((row: any) => Number(row.actorId) === Number(id))).toEqual([]);
    for (const whom of [ann, cat]) expect(await told(whom)).toEqual([]);
  });

  it('are kept for a profile that nobody has claimed', async () => {
    const old = new Foreigner(`unclaimed${round}`);
    await importValues(app, [old.actor, old.says('Long ago', URL)]);
    await app.comment(bob, URL, `Do you remember, @unclaimed${round}?`);
    const rows = await app.app.database.source.query(
      `SELECT "reason" FROM "notification" AS n JOIN "profile" AS p ON p."id" = n."recipientId"
       WHERE p."username" = 'unclaimed${round}'`,
    );
    expect(rows).toEqual([{ reason: 'MENTION' }]);
  });

  it('are in no feed', async () => {
    const comment = await app.comment(ann, URL);
    await app.comment(bob, comment);
    const { profile } = await app.data(operations.ProfilePage, { username: ann.username }, ann);
    expect(profile.activity.edges).toHaveLength(1);
  });
});
