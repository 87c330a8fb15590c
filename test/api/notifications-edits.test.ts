import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Foreigner, importValues } from '../support/import';
import { notificationsOf, toldTo } from '../support/notifications';

const URL = 'https://blog.example/edits';

describe('the edit of a comment', () => {
  let app: TestApp;
  let author: Member;
  let ann: Member;
  let bob: Member;
  let round = 0;

  const edit = async (commentId: string, body: string) => {
    const { userErrors } = await app.mutate('EditComment', { commentId, body }, author);
    expect(userErrors).toEqual([]);
  };
  const told = (whom: Member) => toldTo(app, whom);
  const idsOf = async (whom: Member) =>
    (await notificationsOf(app, whom)).nodes.map(({ id }) => id);

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    [author, ann, bob] = (await Promise.all(
      ['author', 'ann', 'bob'].map((name) => app.join(`${name}${round}`)),
    )) as [Member, Member, Member];
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('tells whom it newly mentions, and leaves the others as they were', async () => {
    const { id } = await app.comment(author, URL, `Hello @${ann.username}`);
    const before = await idsOf(ann);
    await edit(id, `Hello @${ann.username} and @${bob.username}`);
    expect(await idsOf(ann)).toEqual(before);
    expect(await told(bob)).toEqual([`MENTION by ${author.username}`]);
    const { nodes } = await notificationsOf(app, bob);
    expect(nodes[0].activity.comment.body).toContain(bob.username);
  });

  it('takes back from whom it mentions no longer', async () => {
    const { id } = await app.comment(author, URL, `Hello @${ann.username} and @${bob.username}`);
    await edit(id, `Hello \`@${ann.username}\` and @${bob.username}`);
    expect(await notificationsOf(app, ann)).toMatchObject({ nodes: [], unseen: 0 });
    expect(await told(bob)).toEqual([`MENTION by ${author.username}`]);
    await edit(id, 'Hello all');
    expect(await told(bob)).toEqual([]);
    await edit(id, `Hello @${ann.username}`);
    expect(await told(ann)).toEqual([`MENTION by ${author.username}`]);
  });

  it('of a reply neither tells of it again nor takes it back', async () => {
    const comment = await app.comment(ann, URL);
    const { id } = await app.comment(author, comment, 'A reply');
    const before = await idsOf(ann);
    for (const body of [`A reply to @${ann.username}`, 'To nobody', `To @${ann.username}`]) {
      await edit(id, body);
      expect(await idsOf(ann)).toEqual(before);
      expect(await told(ann)).toEqual([`REPLY by ${author.username}`]);
    }
  });

  it('tells nobody who was mentioned before without being told', async () => {
    const late = `late${round}`;
    const { id } = await app.comment(author, URL, `Hello @${late} @${ann.username}`);
    const newcomer = await app.join(late);
    await edit(id, `Hello again @${late} @${ann.username}`);
    expect(await told(newcomer)).toEqual([]);
  });

  it('tells at most 20 people in all', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 24 }, (_none, index) => app.join(`crowd${round}-${index}`)),
    );
    const names = crowd.map(({ username }) => `@${username}`);
    const counts = () => Promise.all(crowd.map(async (whom) => (await told(whom)).length));
    const { id } = await app.comment(author, URL, names.slice(0, 18).join(' '));
    await edit(id, [...names].reverse().join(' '));
    expect(await counts()).toEqual([...Array(18).fill(1), ...Array(4).fill(0), 1, 1]);
    await edit(id, names.slice(6).join(' '));
    expect(await counts()).toEqual([...Array(6).fill(0), ...Array(12).fill(1), 0, 0, 0, 0, 1, 1]);
  });

  it('by an import takes back from whom it mentions no longer, and tells nobody', async () => {
    const old = new Foreigner(`old${round}`);
    const said = old.says('Long ago', URL);
    await importValues(app, [old.actor, said]);
    const [row] = await app.app.database.source.query(
      `SELECT c."id", c."authorId" FROM "comment" AS c JOIN "profile" AS p ON p."id" = c."authorId"
       WHERE p."username" = 'old${round}'`,
    );
    await app.app.services.comments.edit(
      Number(row.authorId),
      Number(row.id),
      `Hello @${ann.username} @${bob.username}`,
    );
    expect(await told(ann)).toEqual([`MENTION by old${round}`]);
    const later = {
      ...(said.object as object),
      content: `Hello @${bob.username} @${author.username}`,
    };
    await importValues(app, [old.does('Update', { ...later, updated: '2100-01-01T00:00:00Z' })]);
    expect(await told(ann)).toEqual([]);
    expect(await told(bob)).toEqual([`MENTION by old${round}`]);
    expect(await told(author)).toEqual([]);
  });

  it('of words that an import brought tells only whom they did not mention', async () => {
    const { id } = await app.comment(author, URL, 'Old');
    // What an import writes.
    await app.app.database.source.query(
      `UPDATE "comment" SET "bodyFormat" = 'HTML', "body" = '<p>To <b>@${ann.username}</b></p>'
       WHERE "body" = 'Old' AND "authorId" = (SELECT "id" FROM "profile" WHERE "username" = '${author.username}')`,
    );
    await edit(id, `To @${ann.username} and @${bob.username}`);
    expect(await told(ann)).toEqual([]);
    expect(await told(bob)).toEqual([`MENTION by ${author.username}`]);
  });

  it('at the same time as another leaves each person told once', async () => {
    const { id } = await app.comment(author, URL, 'To nobody');
    const names = `@${ann.username} @${bob.username}`;
    await Promise.all(
      [1, 2, 3, 4].flatMap((number) => [edit(id, `${names} ${number}`), edit(id, `To ${number}`)]),
    );
    await edit(id, `${names} at last`);
    for (const whom of [ann, bob])
      expect(await told(whom)).toEqual([`MENTION by ${author.username}`]);
  });
});
