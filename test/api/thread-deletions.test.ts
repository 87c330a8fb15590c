import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

describe('a thread from which comments are deleted', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let url: string;
  let pages = 0;

  const thread = async () => (await app.data(operations.Thread, { url })).post;
  const repliesTo = async (commentId: string) =>
    (await app.data(operations.Replies, { commentId })).node.replies;
  const nodesOf = (connection: any): any[] => connection.edges.map((edge: any) => edge.node);
  const remove = (comment: { id: string }, by = ann) =>
    app.mutate('DeleteComment', { commentId: comment.id }, by);
  const commentCountOf = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile.commentCount;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  beforeEach(() => (url = `https://blog.example/deletions-${(pages += 1)}`));
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('loses a deleted comment that nothing replies to', async () => {
    const kept = await app.comment(ann, url, 'kept');
    const gone = await app.comment(ann, url, 'gone');
    const { comment, deletedCommentId, post, userErrors } = await remove(gone);
    expect(userErrors).toEqual([]);
    expect(deletedCommentId).toBe(gone.id);
    expect(comment).toMatchObject({ id: gone.id, isDeleted: true, body: '', author: null });
    expect(post).toEqual({ id: gone.post.id, commentCount: 1 });
    const { comments } = await thread();
    expect(comments.totalCount).toBe(1);
    expect(nodesOf(comments)).toMatchObject([{ id: kept.id }]);
  });

  it('keeps a tombstone above replies', async () => {
    const before = await commentCountOf('ann');
    const top = await app.comment(ann, url, 'top');
    const reply = await app.comment(bob, top, 'reply');
    const { comment, deletedCommentId, post } = await remove(top);
    const tombstone = {
      id: top.id,
      isDeleted: true,
      body: '',
      bodyHtml: '',
      author: null,
      replyCount: 1,
      favoriteCount: 0,
      status: 'PUBLISHED',
    };
    expect(comment).toMatchObject(tombstone);
    expect({ deletedCommentId, count: post.commentCount }).toEqual({
      deletedCommentId: null,
      count: 1,
    });
    const { comments, commentCount } = await thread();
    expect({ commentCount, totalCount: comments.totalCount }).toEqual({
      commentCount: 1,
      totalCount: 1,
    });
    const [node] = nodesOf(comments);
    expect(node).toMatchObject({ ...tombstone, viewerCanEdit: false, viewerCanDelete: false });
    expect(nodesOf(node.replies)).toMatchObject([
      { id: reply.id, body: 'reply', inReplyTo: { id: top.id, author: null } },
    ]);
    expect(await commentCountOf('ann')).toBe(before);
  });

  it('loses a whole chain of tombstones with the last reply below it', async () => {
    const top = await app.comment(ann, url, 'top');
    const middle = await app.comment(bob, top, 'middle');
    const low = await app.comment(ann, middle, 'low');
    const leaf = await app.comment(bob, low, 'leaf');
    await remove(middle, bob);
    await remove(top);
    await remove(low);
    expect(await thread()).toMatchObject({ commentCount: 1, comments: { totalCount: 1 } });
    expect((await repliesTo(middle.id)).totalCount).toBe(1);
    const { deletedCommentId, post } = await remove(leaf, bob);
    expect(deletedCommentId).toBe(leaf.id);
    expect(post.commentCount).toBe(0);
    const { comments } = await thread();
    expect({ totalCount: comments.totalCount, edges: comments.edges }).toEqual({
      totalCount: 0,
      edges: [],
    });
  });

  it('keeps a tombstone while anything visible is left below it', async () => {
    const top = await app.comment(ann, url, 'top');
    const [left, right] = [await app.comment(bob, top), await app.comment(bob, top)];
    await remove(top);
    await remove(left, bob);
    expect((await thread()).comments.totalCount).toBe(1);
    expect((await repliesTo(top.id)).totalCount).toBe(1);
    await remove(right, bob);
    expect((await thread()).comments.totalCount).toBe(0);
  });

  it('stays as it is when something is deleted again', async () => {
    const top = await app.comment(ann, url);
    await app.comment(bob, top);
    const leaf = await app.comment(ann, url);
    for (const comment of [top, leaf]) expect(await remove(comment)).toEqual(await remove(comment));
    expect(await thread()).toMatchObject({ commentCount: 1, comments: { totalCount: 1 } });
  });

  it('loses nothing by the hand of another', async () => {
    const theirs = await app.comment(bob, url, 'theirs');
    const { comment, deletedCommentId, post, userErrors } = await remove(theirs, ann);
    expect({ comment, deletedCommentId, post }).toEqual({
      comment: null,
      deletedCommentId: null,
      post: null,
    });
    expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'FORBIDDEN' }]);
    expect(nodesOf((await thread()).comments)).toMatchObject([{ body: 'theirs' }]);
    for (const id of ['nonsense', bob.id, theirs.post.id])
      expect((await remove({ id }, bob)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
