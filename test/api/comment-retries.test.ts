import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

const PAGE = 'https://blog.example/retries';

describe('an idempotency key', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  const add = (input: object, by = ann) =>
    app.mutate('AddComment', { postUrl: PAGE, body: 'Once', ...input }, by);

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('gives the comment that was already made, whatever else is sent', async () => {
    const { comment: first } = await add({ idempotencyKey: 'again' });
    const { comment: second, userErrors } = await add({
      idempotencyKey: 'again',
      body: 'Other words',
      postUrl: 'https://never.example/',
    });
    expect(userErrors).toEqual([]);
    expect(second).toMatchObject({ id: first.id, body: 'Once', post: { commentCount: 1 } });
    expect((await app.data(operations.Thread, { url: 'https://never.example/' })).post).toBeNull();
  });

  it('gives one comment to many tries at once', async () => {
    const url = 'https://blog.example/at-once';
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => add({ postUrl: url, idempotencyKey: 'at once' })),
    );
    expect(tries.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(tries.map(({ comment }) => comment.id)).size).toBe(1);
    const { post } = await app.data(operations.Thread, { url });
    expect(post).toMatchObject({ commentCount: 1, comments: { totalCount: 1 } });
  });

  it("is each viewer's own", async () => {
    const { comment: anns } = await add({ idempotencyKey: 'shared' }, ann);
    const { comment: bobs } = await add({ idempotencyKey: 'shared' }, bob);
    expect(bobs.id).not.toBe(anns.id);
    expect(bobs.author.id).toBe(bob.id);
  });

  it('tells of what has become of the comment since', async () => {
    const { comment } = await add({ idempotencyKey: 'changed' });
    await app.mutate('EditComment', { commentId: comment.id, body: 'Edited' }, ann);
    expect((await add({ idempotencyKey: 'changed' })).comment).toMatchObject({
      id: comment.id,
      body: 'Edited',
    });
    await app.mutate('DeleteComment', { commentId: comment.id }, ann);
    const { comment: deleted, userErrors } = await add({ idempotencyKey: 'changed' });
    expect(userErrors).toEqual([]);
    expect(deleted).toMatchObject({ id: comment.id, body: '', author: null, isDeleted: true });
  });

  it('is free again after a try that was refused', async () => {
    const refused = await add({ idempotencyKey: 'refused', postUrl: 'nowhere' });
    expect(refused.comment).toBeNull();
    const { comment, userErrors } = await add({ idempotencyKey: 'refused' });
    expect(userErrors).toEqual([]);
    expect(comment.body).toBe('Once');
  });

  it('tells its case and every other difference apart', async () => {
    const keys = ['key', 'KEY', 'key ', 'kéy', 'ke\u0301y', '🔑'];
    const made = await Promise.all(keys.map((idempotencyKey) => add({ idempotencyKey })));
    expect(new Set(made.map(({ comment }) => comment.id)).size).toBe(keys.length);
  });

  it('has 1 to 200 characters', async () => {
    for (const idempotencyKey of ['', 'x'.repeat(201)])
      expect((await add({ idempotencyKey })).userErrors).toMatchObject([
        { field: ['idempotencyKey'], code: 'INVALID' },
      ]);
    for (const idempotencyKey of ['x', 'y'.repeat(200), '🔑'.repeat(200)])
      expect((await add({ idempotencyKey })).userErrors).toEqual([]);
  });

  it('holds no U+0000', async () => {
    const input = { postUrl: PAGE, body: 'Words', idempotencyKey: 'a\u0000b' };
    const { errors } = await app.send(operations.AddComment, { input }, ann.token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('left out or null makes a comment each time', async () => {
    const made = [await add({}), await add({}), await add({ idempotencyKey: null })];
    expect(new Set(made.map(({ comment }) => comment.id)).size).toBe(3);
  });
});
