import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';
import { operations } from '../support/operations';
import { Random } from '../support/random';

const URL = 'https://blog.example/1';

describe('activities in another order than they were done', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const rows = (text: string): Promise<any[]> => app.app.database.source.query(text);

  /** Each comment, what it replies to, and on which page. */
  async function threads(): Promise<string[]> {
    const found = await rows(
      `SELECT c."body", p."body" AS parent, post."url", c."isVisible", c."replyCount", c."lostReplyCount",
          c."favoriteCount", a."isVisible" AS told, s."username" AS whom
        FROM "comment" AS c JOIN "post" ON post."id" = c."postId"
          LEFT JOIN "comment" AS p ON p."id" = c."inReplyToId"
          LEFT JOIN "activity" AS a ON a."commentId" = c."id" AND a."type" = 'COMMENT'
          LEFT JOIN "profile" AS s ON s."id" = a."subjectProfileId"`,
    );
    return found.map((row) => JSON.stringify(row)).sort();
  }

  const ann = new Foreigner('ann');
  const bob = new Foreigner('bob');

  /** A thread with all that can happen to it, oldest first. */
  function story(more: object) {
    const page = ann.does('Create', { id: URL, type: 'Article', name: 'One' });
    const top = ann.says('Top', URL, { ...more, replies: { totalItems: 5 } });
    const topId = (top.object as any).id;
    const reply = bob.says('Reply', topId, more);
    const replyId = (reply.object as any).id;
    const deep = ann.says('Deep', replyId, more);
    const gone = bob.says('Gone', topId, more);
    const goneId = (gone.object as any).id;
    const under = ann.says('Under what is gone', goneId, more);
    const alone = bob.says('Alone', topId, more);
    const first = bob.does('Follow', ann.id);
    const like = ann.does('Like', replyId);
    return [
      ...[ann.actor, bob.actor, page, top, reply, deep, gone, under, alone, first, like],
      bob.does('Undo', first.id),
      bob.does('Follow', ann.id),
      bob.does('Delete', goneId),
      bob.does('Delete', (alone.object as any).id),
      ann.does('Update', { ...(top.object as any), content: 'Top, edited' }),
      ann.does('Update', { ...(top.object as any), content: 'Top, edited twice' }),
    ];
  }

  const context = { type: 'Article', id: URL, url: URL };

  describe.each([
    ['that name their page', { context }],
    ['that name only what they reply to', {}],
  ])('comments %s', (_name, more) => {
    it('make the same threads, the newest first or in any order', async () => {
      const told = story(more);
      await importValues(app, told);
      const expected = await threads();
      expect(expected).toHaveLength(6);
      expect(await rows(`SELECT "followeeId" FROM "follow"`)).toHaveLength(1);
      const random = new Random(7);
      for (let round = 0; round < 12; round += 1) {
        const other = await TestApp.start();
        const oldestFirst = app;
        app = other;
        const order = round === 0 ? told.toReversed() : shuffled(told, random);
        await importValues(other, order);
        expect({ round, threads: await threads() }).toEqual({ round, threads: expected });
        // An archive is in one order or the other. In none, a follow and its undoing cannot be told from two.
        if (round === 0) expect(await rows(`SELECT "followeeId" FROM "follow"`)).toHaveLength(1);
        const before = await dump(other);
        await importValues(other, order);
        expect(await dump(other)).toEqual(before);
        expect(await auditCounts(other)).toEqual([]);
        await other.close();
        app = oldestFirst;
      }
    }, 120_000);
  });

  it('a reply whose parent never comes stands on the page that it names', async () => {
    const report = await importValues(app, [ann.says('Reply', 'urn:note:1', { context })]);
    expect(report.faults).toEqual([]);
    const { post } = await app.data(operations.Thread, { url: URL });
    expect(post).toMatchObject({ commentCount: 1 });
  });

  it('a reply to a comment’s address stands on its page until the comment comes', async () => {
    const top = bob.says('Top', URL, { url: `${URL}#c7` });
    await importValues(app, [ann.says('Reply', `${URL}#c7`)]);
    expect(await rows(`SELECT "url" FROM "post"`)).toEqual([{ url: URL }]);
    await importValues(app, [top]);
    expect((await threads()).join()).toContain('"body":"Reply","parent":"Top"');
  });

  it('a live comment on a page that turns out to be a comment moves under it', async () => {
    const top = bob.says('Top', URL);
    const { id } = top.object as any;
    await importValues(app, [ann.says('Imported', id), ann.does('Like', id)]);
    const member = await app.join('member');
    const comment = await app.comment(member, id, 'Live');
    await app.comment(member, { id: comment.id }, 'Live reply');
    await importValues(app, [top]);
    const { post } = await app.data(operations.Thread, { url: URL });
    expect(post).toMatchObject({ commentCount: 4, comments: { totalCount: 1 } });
    expect(post.comments.edges[0].node).toMatchObject({ replyCount: 2, favoriteCount: 1 });
    expect((await app.data(operations.Thread, { url: id })).post).toBeNull();
  });

  it('posts that turn out to be one become one', async () => {
    const url = 'https://old.example/@ann/1';
    const note = ann.note('A toot', undefined, { url });
    const member = await app.join('member');
    await app.comment(member, url, 'By its address');
    await importValues(app, [
      bob.says('By its id', note.id),
      bob.does('Like', note.id),
      bob.does('Like', url),
      ann.does('Create', note),
    ]);
    const { post } = await app.data(operations.Thread, { url: url });
    expect(post).toMatchObject({ title: 'A toot', commentCount: 2, favoriteCount: 1 });
  });

  it('circles are broken where they close', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => `https://old.example/${id}`);
    for (const more of [{}, { context }]) {
      const key = JSON.stringify(more).length;
      await importValues(app, [
        ann.says('A', `${b}${key}`, { ...more, id: `${a}${key}` }),
        ann.says('C', `${a}${key}`, { ...more, id: `${c}${key}` }),
        ann.says('B', `${c}${key}`, { ...more, id: `${b}${key}` }),
        ann.says('Self', `${a}self`, { ...more, id: `${a}self` }),
      ]);
    }
    const found = await threads();
    expect(found.filter((row) => row.includes('"body":"Self"'))).toEqual([]);
    expect(found.filter((row) => row.includes('"body":"C","parent":"A"'))).toHaveLength(2);
  });

  it('replies that a note brings along come with it', async () => {
    const reply = bob.note('Reply', undefined);
    const note = ann.note('Top', URL, { replies: { totalItems: 3, items: [reply] } });
    await importValues(app, [note]);
    expect((await threads()).join()).toMatch(
      /"body":"Reply","parent":"Top".*"body":"Top".*"replyCount":1,"lostReplyCount":2/,
    );
  });
});

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0]!);
}
