import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';
const encode = (text: string) => Buffer.from(text).toString('base64url');
const decode = (id: string) => Buffer.from(id, 'base64url').toString();

describe('node and nodes', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
    const comment = await app.comment(ann, URL, 'Words');
    await app.follow(ann, bob);
    await app.follow(bob, ann);
    await app.mutate('AddFavorite', { subjectId: comment.post.id }, ann);
    const { profile } = await app.data(operations.ProfilePage, { username: 'ann' });
    for (const { node } of profile.activity.edges) ids[node.__typename] = node.id;
    const { viewer } = await app.data(operations.Notifications, {}, ann);
    ids.PostActivity = await postActivity(comment.post.id);
    Object.assign(ids, {
      Profile: ann.id,
      Comment: comment.id,
      Post: comment.post.id,
      Site: comment.post.site.id,
      Viewer: viewer.id,
      Notification: viewer.notifications.edges[0].node.id,
    });
  });
  afterAll(() => app.close());

  /** Posts come from imports alone: this one's activity is written as an import writes it. */
  async function postActivity(postId: string): Promise<string> {
    const [actorId, post] = [ann.id, postId].map((id) => Number(decode(id).split(':')[1]));
    const { source } = app.app.database;
    await source.query(`UPDATE "post" SET "authorId" = ${actorId} WHERE "id" = ${post}`);
    await source.query(
      `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible", "postId")
       VALUES ('POST', ${actorId}, 1286212980000, TRUE, ${post})`,
    );
    const [row] = await source.query(`SELECT "id" FROM "activity" WHERE "type" = 'POST'`);
    return encode(`PostActivity:${row.id}`);
  }
  const node = async (id: string, by: Member | null = null) =>
    (await app.data(operations.Node, { id }, by)).node;
  const nodes = async (list: string[], by: Member | null = null) =>
    (await app.data(operations.Nodes, { ids: list }, by)).nodes;

  it('give everything that has an id', async () => {
    const kinds = ['Profile', 'Viewer', 'Site', 'Post', 'Comment', 'Notification'];
    const activities = ['CommentActivity', 'FollowActivity', 'FavoriteActivity', 'PostActivity'];
    expect(Object.keys(ids).sort()).toEqual([...kinds, ...activities].sort());
    for (const [__typename, id] of Object.entries(ids))
      expect(await node(id, ann)).toMatchObject({ __typename, id });
    expect(await nodes(Object.values(ids), ann)).toEqual(
      Object.entries(ids).map(([__typename, id]) => ({ __typename, id })),
    );
  });

  it('show what the thing is', async () => {
    expect(await node(ann.id)).toMatchObject({ username: 'ann' });
    expect(await node(ids.Comment!)).toMatchObject({ body: 'Words' });
    const document = `query($id: ID!) { node(id: $id) { ... on Activity { occurredAt actor { username } }
      ... on PostActivity { post { url author { username } } } } }`;
    expect((await app.data(document, { id: ids.PostActivity })).node).toEqual({
      occurredAt: '2010-10-04T17:23:00.000Z',
      actor: { username: 'ann' },
      post: { url: URL, author: { username: 'ann' } },
    });
  });

  it('show a viewer to themselves alone', async () => {
    const { viewer } = await app.data(operations.Viewer, {}, bob);
    expect(await node(viewer.id, bob)).toMatchObject({ __typename: 'Viewer' });
    expect(await node(viewer.id, ann)).toBeNull();
    expect(await node(viewer.id)).toBeNull();
    expect(await nodes([viewer.id, ids.Viewer!], ann)).toEqual([
      null,
      { __typename: 'Viewer', id: ids.Viewer },
    ]);
  });

  it('give null for the number of a thing under another kind', async () => {
    const kinds = Object.keys(ids);
    const number = (kind: string) => decode(ids[kind]!).split(':')[1];
    const activities = kinds.filter((kind) => kind.endsWith('Activity'));
    for (const kind of activities)
      for (const other of activities)
        expect(await node(encode(`${other}:${number(kind)}`))).toEqual(
          kind === other ? { __typename: kind, id: ids[kind] } : null,
        );
  });

  it.each([
    ...[
      '',
      ' ',
      'x',
      '1',
      'ann',
      '💥',
      '\u0000',
      '%',
      'Profile:1',
      '../../etc',
      'x'.repeat(10_000),
    ],
    ...['Profile', 'Profile:', 'Profile:0', 'Profile:-1', 'Profile:1.5', 'Profile:1e1'].map(encode),
    ...['Profile:01', 'Profile:1:1', 'Profile: 1', 'profile:1', 'Account:1', ':1'].map(encode),
    ...['Profile:999999', 'Comment:9007199254740991', 'Post:9007199254740993'].map(encode),
    ...['Site:99999999999999999999', 'constructor:1', '__proto__:1', 'Profile:１'].map(encode),
  ])('give null for %j', async (id) => {
    expect(await node(id)).toBeNull();
    expect(await nodes([ann.id, id])).toEqual([{ __typename: 'Profile', id: ann.id }, null]);
  });

  it('know one spelling of an id only', async () => {
    const padded = Buffer.from(decode(ids.Comment!)).toString('base64');
    expect(await node(`${ids.Comment!}=`)).toBeNull();
    if (padded !== ids.Comment) expect(await node(padded)).toBeNull();
    expect(await node(` ${ids.Comment!}`)).toBeNull();
  });

  it('keep the order, and answer as often as they are asked', async () => {
    const asked = [ids.Post!, 'nothing', ann.id, ids.Post!, bob.id, ann.id];
    const answered = await nodes(asked);
    expect(answered.map((item: any) => item?.id ?? 'nothing')).toEqual(asked);
    expect(await nodes([])).toEqual([]);
  });

  it('are at most 100', async () => {
    const ofAnn = (count: number) => Array.from({ length: count }, () => ann.id);
    expect(await nodes(ofAnn(100))).toHaveLength(100);
    const { data, errors } = await app.send(operations.Nodes, { ids: ofAnn(101) });
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('forget what was taken back', async () => {
    await app.mutate('Unfollow', { profileId: bob.id }, ann);
    await app.mutate('RemoveFavorite', { subjectId: ids.Post }, ann);
    await app.mutate('DeleteComment', { commentId: ids.Comment }, ann);
    const gone = [ids.FollowActivity!, ids.FavoriteActivity!, ids.CommentActivity!];
    expect(await nodes(gone, ann)).toEqual([null, null, null]);
    expect(await node(ids.Comment!)).toMatchObject({ __typename: 'Comment', body: '' });
  });
});
