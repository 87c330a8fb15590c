import { toGlobalId } from '../../src/schema/global-id';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

const PAGE = 'https://blog.example/one';

describe('adding a comment', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  const add = (input: object, by: Member | null = ann) =>
    app.mutate('AddComment', { body: 'Some words', ...input }, by);
  const titleOf = async (url: string) => {
    const { post } = await app.data(operations.Thread, { url });
    return post.title;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('to a page that nobody knew makes its post and its site', async () => {
    const { comment, userErrors } = await add({ postUrl: 'https://fresh.example/a' });
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({
      body: 'Some words',
      bodyFormat: 'MARKDOWN',
      editedAt: null,
      isDeleted: false,
      status: 'PUBLISHED',
      replyCount: 0,
      favoriteCount: 0,
      inReplyTo: null,
      author: { id: ann.id, username: 'ann' },
      post: {
        title: null,
        url: 'https://fresh.example/a',
        commentCount: 1,
        site: { title: null, url: 'https://fresh.example' },
      },
      viewerHasFavorited: false,
      viewerCanEdit: true,
      viewerCanDelete: true,
    });
    expect(comment.url).toBe(`https://fresh.example/a#comment-${comment.id}`);
    expect(Math.abs(Date.now() - Date.parse(comment.createdAt))).toBeLessThan(60_000);
  });

  it('by postUrl and by postId reaches the same post', async () => {
    const { comment: first } = await add({ postUrl: PAGE });
    const { comment: second } = await add({ postId: first.post.id, postUrl: null }, bob);
    expect(second.post).toMatchObject({ id: first.post.id, commentCount: 2 });
  });

  it('in reply to a comment stands below it on the same post', async () => {
    const parent = await app.comment(ann, PAGE);
    const { comment } = await add({ inReplyToId: parent.id }, bob);
    expect(comment.post.id).toBe(parent.post.id);
    expect(comment.inReplyTo).toMatchObject({
      id: parent.id,
      replyCount: 1,
      author: { id: ann.id },
    });
  });

  it.each([
    ['nothing', () => ({})],
    ['null for each', () => ({ postUrl: null, postId: null, inReplyToId: null })],
    ['a page and a post', (post: string) => ({ postUrl: PAGE, postId: post })],
    [
      'a page and a comment',
      (_post: string, comment: string) => ({ postUrl: PAGE, inReplyToId: comment }),
    ],
    [
      'a post and a comment',
      (post: string, comment: string) => ({ postId: post, inReplyToId: comment }),
    ],
  ])('needs exactly one place, and got %s', async (_name, placeOf) => {
    const { id, post } = await app.comment(ann, PAGE);
    const { comment, userErrors } = await add(placeOf(post.id, id));
    expect(comment).toBeNull();
    expect(userErrors).toMatchObject([{ field: null, code: 'INVALID' }]);
  });

  it.each(['postId', 'inReplyToId'])('to an unknown %s is NOT_FOUND', async (field) => {
    const known = await app.comment(ann, PAGE);
    const otherType = field === 'postId' ? known.id : known.post.id;
    const kind = field === 'postId' ? 'Post' : 'Comment';
    for (const id of [toGlobalId(kind, 999_999), otherType, ann.id, 'nonsense', '', '1']) {
      const { comment, userErrors } = await add({ [field]: id });
      expect(comment).toBeNull();
      expect(userErrors).toMatchObject([{ field: [field], code: 'NOT_FOUND' }]);
    }
  });

  it('in reply to a deleted comment is refused, tombstone or gone', async () => {
    const tombstone = await app.comment(ann, PAGE);
    await app.comment(bob, tombstone);
    const gone = await app.comment(ann, PAGE);
    for (const { id } of [tombstone, gone]) {
      await app.mutate('DeleteComment', { commentId: id }, ann);
      const { userErrors } = await add({ inReplyToId: id }, bob);
      expect(userErrors).toMatchObject([{ field: ['inReplyToId'], code: 'INVALID' }]);
    }
  });

  it('names a post that has no title yet, and no other', async () => {
    const url = 'https://titles.example/a';
    await add({ postUrl: url, postTitle: '   ' });
    expect(await titleOf(url)).toBeNull();
    const { comment } = await add({ postUrl: url, postTitle: '  The\n\ttitle  ' }, bob);
    expect(comment.post.title).toBe('The title');
    await add({ postUrl: url, postTitle: 'Another' });
    await add({ postId: comment.post.id, postTitle: 'Another' });
    expect(await titleOf(url)).toBe('The title');
  });

  it('names a post at its first comment, and by its id', async () => {
    const { comment } = await add({ postUrl: 'https://titles.example/b', postTitle: 'At once' });
    expect(comment.post.title).toBe('At once');
    const untitled = await app.comment(ann, 'https://titles.example/c');
    await add({ postId: untitled.post.id, postTitle: 'Later' });
    expect(await titleOf('https://titles.example/c')).toBe('Later');
  });

  it('cuts a long title between characters', async () => {
    const { comment } = await add({
      postUrl: 'https://titles.example/long',
      postTitle: '😀'.repeat(301),
    });
    expect(comment.post.title).toBe('😀'.repeat(300));
  });

  it('needs somebody who is signed in', async () => {
    const input = { postUrl: 'https://nobody.example/', body: 'Some words' };
    const { data, errors } = await app.send(operations.AddComment, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const { post } = await app.data(operations.Thread, { url: input.postUrl });
    expect(post).toBeNull();
  });

  it('shows others that they can neither edit nor delete it', async () => {
    const { id } = await app.comment(ann, 'https://blog.example/rights');
    const url = 'https://blog.example/rights';
    for (const viewer of [bob, null]) {
      const { post } = await app.data(operations.Thread, { url, first: 1 }, viewer);
      expect(post.comments.edges[0].node).toMatchObject({
        id,
        viewerCanEdit: false,
        viewerCanDelete: false,
      });
    }
  });
});
