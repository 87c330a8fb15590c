import { fromGlobalId, toGlobalId } from '../../src/schema/global-id';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

const PAGE = 'https://blog.example/editing';

describe('editing a comment', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let now = Date.parse('2026-01-01T00:00:00Z');

  const edit = (commentId: string, body: string, by = ann) =>
    app.mutate('EditComment', { commentId, body }, by);
  const logLength = async (): Promise<number> => {
    const [{ count }] = await app.app.database.source.query(
      'SELECT COUNT(*) AS count FROM "feed_log"',
    );
    return count;
  };

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('changes its words and says when', async () => {
    const { id, createdAt } = await app.comment(ann, PAGE, 'First');
    now += 60_000;
    const { comment, userErrors } = await edit(id, '  Then *second*  \n');
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({
      id,
      body: '  Then *second*',
      bodyHtml: '<p>Then <em>second</em></p>',
      createdAt,
      editedAt: new Date(now).toISOString(),
      isDeleted: false,
    });
    expect((await app.data(operations.Node, { id })).node.body).toBe('  Then *second*');
  });

  it('keeps its replies and favorites', async () => {
    const { id } = await app.comment(ann, PAGE, 'First');
    await app.comment(bob, { id });
    await app.mutate('AddFavorite', { subjectId: id }, bob);
    const { comment } = await edit(id, 'Second');
    expect(comment).toMatchObject({ replyCount: 1, favoriteCount: 1 });
  });

  it('to the same words changes nothing and tells nobody', async () => {
    const { id } = await app.comment(ann, PAGE, 'Same');
    const before = await logLength();
    now += 60_000;
    for (const words of ['Same', '\nSame \n']) {
      const { comment, userErrors } = await edit(id, words);
      expect(userErrors).toEqual([]);
      expect(comment).toMatchObject({ body: 'Same', editedAt: null });
    }
    expect(await logLength()).toBe(before);
    await edit(id, 'Other');
    expect(await logLength()).toBe(before + 1);
  });

  it('turns an imported one to markdown', async () => {
    const { id } = await app.comment(ann, PAGE, '<i>Old</i>');
    // What an import writes.
    await app.app.database.source.query(
      `UPDATE "comment" SET "bodyFormat" = 'HTML', "bodyHtml" = '<i>Old</i>' WHERE "id" = ${fromGlobalId(id)?.id}`,
    );
    const { comment } = await edit(id, '<i>New</i> *words*');
    expect(comment).toMatchObject({
      bodyFormat: 'MARKDOWN',
      bodyHtml: '<p>&lt;i&gt;New&lt;/i&gt; <em>words</em></p>',
    });
  });

  it.each(['', ' \n ', 'x'.repeat(10_001), 'a\u0000b'])(
    'keeps the rules for words (%#)',
    async (body) => {
      const { id } = await app.comment(ann, PAGE, 'Before');
      const { comment, userErrors } = await edit(id, body);
      expect(comment).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['body'], code: 'INVALID' }]);
      expect((await app.data(operations.Node, { id })).node.body).toBe('Before');
    },
  );

  it('is for its author only', async () => {
    const { id } = await app.comment(ann, PAGE, "Ann's");
    const { comment, userErrors } = await edit(id, "Bob's", bob);
    expect(comment).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'FORBIDDEN' }]);
    expect((await app.data(operations.Node, { id })).node.body).toBe("Ann's");
  });

  it('is over once it is deleted', async () => {
    const { id } = await app.comment(ann, PAGE);
    await app.mutate('DeleteComment', { commentId: id }, ann);
    const { comment, userErrors } = await edit(id, 'Back again');
    expect(comment).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'INVALID' }]);
    const { node } = await app.data(operations.Node, { id });
    expect(node.body).toBe('');
  });

  it('needs a comment', async () => {
    const { post } = await app.comment(ann, PAGE);
    for (const id of [toGlobalId('Comment', 999_999), post.id, ann.id, 'nonsense', '']) {
      const { userErrors } = await edit(id, 'Words');
      expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'NOT_FOUND' }]);
    }
  });

  it('needs somebody who is signed in, and so does deleting', async () => {
    const { id } = await app.comment(ann, PAGE, 'Still there');
    const input = { commentId: id };
    const answers = [
      await app.send(operations.EditComment, { input: { ...input, body: 'x' } }),
      await app.send(operations.DeleteComment, { input }),
    ];
    for (const { data, errors } of answers) {
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect((await app.data(operations.Node, { id })).node.body).toBe('Still there');
  });
});
