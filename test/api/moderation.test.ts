import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Moderating, type Status } from '../support/moderating';
import { notificationsOf, toldTo } from '../support/notifications';
import { operations } from '../support/operations';

const HELD: Status[] = ['PENDING', 'SPAM'];
const HIDDEN: Status[] = [...HELD, 'REMOVED'];

describe('a comment that is not published', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let judge: Member;
  let number = 0;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ({ ann, bob, judge } = await moderating.people());
  });
  beforeEach(() => {
    number += 1;
    url = `https://blog.example/${number}`;
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  const ids = (list: any) => list.edges.map(({ node }: any) => node.id);
  const activitiesIn = async (document: string, by: Member | null, path: (data: any) => any) => {
    const data = await app.data(document, { username: 'ann', first: 100 }, by);
    return path(data).edges.map(({ node }: any) => node.comment?.id ?? node.subject?.id);
  };

  it.each(HELD)(
    '%s, is there by its id for its author and for moderators alone',
    async (status) => {
      const comment = await app.comment(ann, url, 'Held words');
      expect((await moderating.decide(judge, comment, status)).status).toBe(status);
      for (const by of [ann, judge]) {
        const shown = { body: 'Held words', status, isDeleted: false, author: { username: 'ann' } };
        expect(await moderating.found(by, comment)).toMatchObject(shown);
      }
      for (const by of [bob, null]) expect(await moderating.found(by, comment)).toBeNull();
      const { nodes } = await app.data(operations.Nodes, { ids: [comment.id] }, bob);
      expect(nodes).toEqual([null]);
    },
  );

  it('as it was removed, is a tombstone for its author, and whole for moderators', async () => {
    const comment = await app.comment(ann, url, 'Removed words');
    await moderating.decide(judge, comment, 'REMOVED');
    const tombstone = { status: 'REMOVED', isDeleted: true, body: '', bodyHtml: '', author: null };
    expect(await moderating.found(ann, comment)).toMatchObject({
      ...tombstone,
      viewerCanEdit: false,
    });
    expect(await moderating.found(judge, comment)).toMatchObject({ body: 'Removed words' });
    expect(await moderating.found(bob, comment)).toBeNull();
    const edited = await app.mutate('EditComment', { commentId: comment.id, body: 'x' }, ann);
    expect(edited.userErrors).toMatchObject([{ field: ['commentId'], code: 'INVALID' }]);
  });

  it.each(HELD)('%s, stands in its thread for those who are shown it, by date', async (status) => {
    const before = await app.comment(bob, url, 'Before');
    const held = await app.comment(ann, url, 'Held');
    const after = await app.comment(bob, url, 'After');
    const reply = await app.comment(ann, before, 'Held reply');
    for (const one of [held, reply]) await moderating.decide(judge, one, status);
    for (const by of [ann, judge]) {
      const { comments } = await moderating.thread(url, by);
      expect(ids(comments)).toEqual([before.id, held.id, after.id]);
      expect(comments.edges[1].node).toMatchObject({ body: 'Held', status });
      expect(ids(comments.edges[0].node.replies)).toEqual([reply.id]);
    }
    for (const by of [bob, null]) {
      const { comments } = await moderating.thread(url, by);
      expect(ids(comments)).toEqual([before.id, after.id]);
      expect(ids(comments.edges[0].node.replies)).toEqual([]);
    }
    const counts = [ann, bob, judge, null].map(async (by) => {
      const { commentCount, comments } = await moderating.thread(url, by);
      const { totalCount, edges } = comments;
      const { replyCount, replies } = edges[0].node;
      return { commentCount, totalCount, replyCount, replies: replies.totalCount };
    });
    const same = { commentCount: 2, totalCount: 2, replyCount: 0, replies: 0 };
    expect(await Promise.all(counts)).toEqual([same, same, same, same]);
  });

  it('is met once on the pages of a thread, forwards and backwards', async () => {
    const all: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const one = await app.comment(index % 2 === 0 ? bob : ann, url, `Number ${index}`);
      all.push(one.id);
      if (index % 2 === 1) await moderating.decide(judge, one, 'PENDING');
    }
    for (const [size, cursor, way] of [
      ['first', 'after', 'endCursor'],
      ['last', 'before', 'startCursor'],
    ] as const) {
      const met: string[][] = [];
      for (let place: string | null = null; ;) {
        const variables = { url, [size]: 2, [cursor]: place };
        const { post } = await app.data(operations.Thread, variables, ann);
        met.push(ids(post.comments));
        const { hasNextPage, hasPreviousPage } = post.comments.pageInfo;
        if (!(size === 'first' ? hasNextPage : hasPreviousPage)) break;
        place = post.comments.pageInfo[way];
      }
      expect((size === 'first' ? met : met.reverse()).flat()).toEqual(all);
    }
  });

  it.each(HIDDEN)('%s, with replies below it leaves a tombstone', async (status) => {
    const top = await app.comment(ann, url, 'Top');
    const reply = await app.comment(bob, top, 'Reply');
    await moderating.decide(judge, top, status);
    for (const by of [bob, null]) {
      const { comments, commentCount } = await moderating.thread(url, by);
      expect(commentCount).toBe(1);
      expect(ids(comments)).toEqual([top.id]);
      expect(comments.edges[0].node).toMatchObject({ isDeleted: true, body: '', author: null });
      expect(ids(comments.edges[0].node.replies)).toEqual([reply.id]);
      expect(await moderating.found(by, top)).toMatchObject({ body: '', author: null });
      const { node } = await app.data(
        'query ($id: ID!) { node(id: $id) { ... on Comment { inReplyTo { id body author { id } } } } }',
        { id: reply.id },
        by,
      );
      expect(node.inReplyTo).toEqual({ id: top.id, body: '', author: null });
    }
    const { comments } = await moderating.thread(url, judge);
    expect(comments.edges.map(({ node }: any) => node.body)).toEqual(['Top']);
    await moderating.decide(judge, top, 'PUBLISHED');
    expect(await moderating.thread(url, null)).toMatchObject({ commentCount: 2 });
  });

  it.each(HIDDEN)('%s, is in no feed and in no list of its author', async (status) => {
    const comment = await app.comment(ann, url);
    const lists = async (by: Member | null) => ({
      profile: await activitiesIn(operations.ProfilePage, by, ({ profile }) => profile.activity),
      public: await activitiesIn(operations.PublicFeed, by, ({ publicFeed }) => publicFeed),
      own: ids(
        (await app.data(operations.CommentsByProfile, { username: 'ann' }, by)).profile.comments,
      ),
    });
    await moderating.decide(judge, comment, status);
    for (const by of [ann, bob, judge, null]) {
      const found = await lists(by);
      expect(Object.values(found).flat()).not.toContain(comment.id);
    }
    const home = await activitiesIn(operations.HomeFeed, bob, ({ viewer }) => viewer.homeFeed);
    expect(home).not.toContain(comment.id);
    await moderating.decide(judge, comment, 'PUBLISHED');
    for (const list of Object.values(await lists(bob))) expect(list).toContain(comment.id);
  });

  it('takes back what was told of it, and tells it again when it is published again', async () => {
    const cat = await app.join(`cat${number}`);
    const top = await app.comment(bob, url, 'Top');
    const reply = await app.comment(ann, top, `Hello @${cat.username}`);
    await app.mutate('AddFavorite', { subjectId: reply.id }, cat);
    const told = async () => ({
      bob: (await toldTo(app, bob))[0],
      cat: await toldTo(app, cat),
      ann: (await toldTo(app, ann)).filter((text) => text === `FAVORITE by ${cat.username}`),
    });
    const all = await told();
    expect(all).toEqual({
      bob: 'REPLY by ann',
      cat: ['MENTION by ann'],
      ann: [`FAVORITE by ${cat.username}`],
    });
    const { nodes } = await notificationsOf(app, bob);
    await moderating.decide(judge, reply, 'PENDING');
    expect(await told()).toMatchObject({ cat: [], ann: [] });
    expect((await notificationsOf(app, bob)).nodes).toEqual(nodes.slice(1));
    await moderating.decide(judge, reply, 'SPAM');
    await moderating.decide(judge, reply, 'PUBLISHED');
    expect(await told()).toEqual(all);
    const found = await app.data(
      'query ($id: ID!) { node(id: $id) { ... on Comment { favoriteCount viewerHasFavorited } } }',
      { id: reply.id },
      cat,
    );
    expect(found.node).toEqual({ favoriteCount: 1, viewerHasFavorited: true });
  });

  it('keeps the favorites that were not taken back meanwhile', async () => {
    const comment = await app.comment(ann, url);
    for (const by of [bob, judge]) await app.mutate('AddFavorite', { subjectId: comment.id }, by);
    const favorites = () =>
      activitiesIn(operations.PublicFeed, null, ({ publicFeed }) => publicFeed).then(
        (all) => all.filter((id: string) => id === comment.id).length,
      );
    expect(await favorites()).toBe(3);
    await moderating.decide(judge, comment, 'SPAM');
    expect(await favorites()).toBe(0);
    await app.mutate('RemoveFavorite', { subjectId: comment.id }, bob);
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await favorites()).toBe(2);
  });

  it('takes neither replies nor favorites nor reports, and is not known to others', async () => {
    const comment = await app.comment(ann, url);
    await moderating.decide(judge, comment, 'PENDING');
    const unknown = [{ code: 'NOT_FOUND' }];
    const reply = { inReplyToId: comment.id, body: 'A reply' };
    expect((await app.mutate('AddComment', reply, bob)).userErrors).toMatchObject(unknown);
    const favorite = { subjectId: comment.id };
    expect((await app.mutate('AddFavorite', favorite, bob)).userErrors).toMatchObject(unknown);
    expect((await moderating.report(bob, comment)).userErrors).toMatchObject(unknown);
  });

  it('can be edited by its author, and tells nobody', async () => {
    const comment = await app.comment(ann, url, 'Old');
    await moderating.decide(judge, comment, 'PENDING');
    const before = await toldTo(app, bob);
    const edit = { commentId: comment.id, body: 'New, for @bob' };
    const { comment: edited } = await app.mutate('EditComment', edit, ann);
    expect(edited).toMatchObject({ body: 'New, for @bob', status: 'PENDING', isDeleted: false });
    expect(await toldTo(app, bob)).toEqual(before);
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await toldTo(app, bob)).toEqual(['MENTION by ann', ...before]);
  });

  it('can be deleted by its author, and then nothing is left to decide', async () => {
    const comment = await app.comment(ann, url);
    await moderating.decide(judge, comment, 'PENDING');
    const deleted = await app.mutate('DeleteComment', { commentId: comment.id }, ann);
    expect(deleted).toMatchObject({ deletedCommentId: comment.id, post: { commentCount: 0 } });
    expect(ids(await moderating.queue(judge))).not.toContain(comment.id);
    const decision = { commentId: comment.id, status: 'PUBLISHED' };
    const { userErrors } = await moderating.act('ModerateComment', decision, judge);
    expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'INVALID' }]);
    expect(await moderating.found(judge, comment)).toMatchObject({ body: '', isDeleted: true });
  });

  it('is shown to a moderator whom its author blocks', async () => {
    const cat = await app.join(`cat${number}`);
    const comment = await app.comment(cat, url, 'You cannot see me');
    await app.mutate('Block', { profileId: judge.id }, cat);
    await moderating.report(bob, comment);
    expect((await moderating.queue(judge)).edges[0].node).toMatchObject({
      ...{ id: comment.id, body: 'You cannot see me', author: { username: cat.username } },
    });
  });
});
