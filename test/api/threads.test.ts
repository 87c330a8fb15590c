import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

describe('a thread', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let url: string;
  let pages = 0;

  const thread = async (more: object = {}) =>
    (await app.data(operations.Thread, { url, ...more })).post;
  const repliesTo = async (commentId: string, more: object = {}) =>
    (await app.data(operations.Replies, { commentId, ...more })).node.replies;
  const nodesOf = (connection: any): any[] => connection.edges.map((edge: any) => edge.node);
  const bodiesOf = (connection: any): string[] => nodesOf(connection).map((node) => node.body);
  const remove = (comment: { id: string }, by = ann) =>
    app.mutate('DeleteComment', { commentId: comment.id }, by);
  const commentCountOf = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile.commentCount;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  beforeEach(() => (url = `https://blog.example/thread-${(pages += 1)}`));
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('reads oldest first, page by page, onward and back', async () => {
    for (const body of ['1', '2', '3', '4', '5']) await app.comment(ann, url, body);
    const first = (await thread({ first: 2 })).comments;
    expect(bodiesOf(first)).toEqual(['1', '2']);
    expect(first).toMatchObject({
      totalCount: 5,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = (await thread({ first: 2, after: first.pageInfo.endCursor })).comments;
    expect(bodiesOf(second)).toEqual(['3', '4']);
    const third = (await thread({ first: 2, after: second.pageInfo.endCursor })).comments;
    expect(bodiesOf(third)).toEqual(['5']);
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = (await thread({ last: 2, before: third.pageInfo.startCursor })).comments;
    expect(bodiesOf(back)).toEqual(['3', '4']);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('keeps one live cursor over its pages', async () => {
    for (const body of ['1', '2', '3']) await app.comment(ann, url, body);
    const first = (await thread({ first: 1 })).comments;
    await app.comment(ann, url, '4');
    const next = (await thread({ first: 9, after: first.pageInfo.endCursor })).comments;
    expect(bodiesOf(next)).toEqual(['2', '3', '4']);
    expect(next.liveCursor).toBe(first.liveCursor);
    expect((await thread({ first: 1 })).comments.liveCursor).not.toBe(first.liveCursor);
  });

  it('shows the first replies in place and the others page by page', async () => {
    const top = await app.comment(ann, url, 'top');
    for (const body of ['1', '2', '3', '4', '5']) await app.comment(bob, top, body);
    const { commentCount, comments } = await thread();
    expect({ commentCount, totalCount: comments.totalCount }).toEqual({
      commentCount: 6,
      totalCount: 1,
    });
    const [node] = nodesOf(comments);
    expect(node).toMatchObject({ replyCount: 5, replies: { totalCount: 5 } });
    expect(bodiesOf(node.replies)).toEqual(['1', '2', '3']);
    const rest = await repliesTo(top.id, { first: 5, after: node.replies.pageInfo.endCursor });
    expect(bodiesOf(rest)).toEqual(['4', '5']);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(bodiesOf(await repliesTo(top.id, { last: 2 }))).toEqual(['4', '5']);
  });

  it('goes to any depth', async () => {
    let last = await app.comment(ann, url, '0');
    const top = last;
    for (let depth = 1; depth <= 40; depth += 1) last = await app.comment(bob, last, `${depth}`);
    let at = top.id;
    for (let depth = 1; depth <= 40; depth += 1) {
      const replies = await repliesTo(at);
      expect(bodiesOf(replies)).toEqual([`${depth}`]);
      expect(nodesOf(replies)[0].inReplyTo.id).toBe(at);
      at = nodesOf(replies)[0].id;
    }
    expect((await repliesTo(at)).totalCount).toBe(0);
    expect(await thread()).toMatchObject({ commentCount: 41, comments: { totalCount: 1 } });
  });

  it("is counted on its authors' profiles, whose comments it shows newest first", async () => {
    const cat = await app.join('cat');
    const top = await app.comment(cat, url, 'first');
    const reply = await app.comment(cat, top, 'second');
    await app.comment(cat, url, 'third');
    await remove(reply, cat);
    const { profile } = await app.data(operations.CommentsByProfile, { username: 'cat' });
    expect(profile.comments.totalCount).toBe(2);
    expect(bodiesOf(profile.comments)).toEqual(['third', 'first']);
    expect(await commentCountOf('cat')).toBe(2);
  });
});
