import { fromGlobalId, toGlobalId } from '../../src/schema/global-id';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { notificationsOf } from '../support/notifications';
import { operations } from '../support/operations';

const URL = 'https://blog.example/seen';

describe('seen notifications', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let round = 0;

  /** Has bob do something that concerns ann. */
  const happen = async (times = 1) => {
    for (let index = 0; index < times; index += 1)
      await app.comment(bob, URL, `Hello @${ann.username}`);
  };
  const mark = (upToId: string, by = ann) => app.mutate('MarkNotificationsSeen', { upToId }, by);
  const seen = async (whom = ann) => {
    const { nodes, unseen } = await notificationsOf(app, whom);
    return { unseen, seen: nodes.map(({ isSeen }) => isSeen) };
  };
  const ids = async () => (await notificationsOf(app, ann)).nodes.map(({ id }) => id as string);

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    [ann, bob] = (await Promise.all(['ann', 'bob'].map((name) => app.join(`${name}${round}`)))) as [
      Member,
      Member,
    ];
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('are the marked one and every older one', async () => {
    await happen(4);
    expect(await seen()).toEqual({ unseen: 4, seen: [false, false, false, false] });
    const { viewer, userErrors } = await mark((await ids())[1]!);
    expect(userErrors).toEqual([]);
    expect(viewer).toMatchObject({ unseenNotificationCount: 1 });
    expect(await seen()).toEqual({ unseen: 1, seen: [false, true, true, true] });
    await happen();
    expect(await seen()).toEqual({ unseen: 2, seen: [false, false, true, true, true] });
    await mark((await ids())[0]!);
    expect(await seen()).toEqual({ unseen: 0, seen: Array(5).fill(true) });
  });

  it('stay seen: a mark never moves back, and marking again changes nothing', async () => {
    await happen(3);
    const [newest, , oldest] = await ids();
    for (const id of [newest!, oldest!, newest!]) {
      const { viewer, userErrors } = await mark(id);
      expect(userErrors).toEqual([]);
      expect(viewer).toMatchObject({ unseenNotificationCount: 0 });
    }
    await Promise.all([oldest!, newest!, oldest!].map((id) => mark(id)));
    expect(await seen()).toEqual({ unseen: 0, seen: [true, true, true] });
  });

  it('are counted anew by each field of one operation', async () => {
    await happen(2);
    const [newest, oldest] = await ids();
    const field = (name: string, id: string) =>
      `${name}: markNotificationsSeen(input: { upToId: "${id}" }) {
        viewer { unseenNotificationCount again: unseenNotificationCount } }`;
    const data = await app.data(
      `mutation { ${field('one', oldest!)} ${field('two', newest!)} }`,
      {},
      ann,
    );
    expect(data).toEqual({
      one: { viewer: { unseenNotificationCount: 1, again: 1 } },
      two: { viewer: { unseenNotificationCount: 0, again: 0 } },
    });
  });

  it('can be marked by one that was taken back meanwhile', async () => {
    await happen(2);
    await app.follow(bob, ann);
    const [newest] = await ids();
    await app.mutate('Unfollow', { profileId: ann.id }, bob);
    expect(await seen()).toEqual({ unseen: 2, seen: [false, false] });
    expect((await mark(newest!)).userErrors).toEqual([]);
    expect(await seen()).toEqual({ unseen: 0, seen: [true, true] });
  });

  it('are counted as they are listed, when what was not seen is taken back', async () => {
    await happen();
    await mark((await ids())[0]!);
    const comment = await app.comment(ann, URL);
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
    expect(await seen()).toEqual({ unseen: 1, seen: [false, true] });
    await app.mutate('RemoveFavorite', { subjectId: comment.id }, bob);
    expect(await seen()).toEqual({ unseen: 0, seen: [true] });
  });

  it('are each viewer’s own', async () => {
    await app.comment(bob, URL, `Hello @${ann.username}`);
    await app.comment(ann, URL, `Hello @${bob.username}`);
    await mark((await ids())[0]!);
    expect(await seen(bob)).toEqual({ unseen: 1, seen: [false] });
  });

  it('are refused for ids of others and for what is no notification', async () => {
    await happen();
    await app.comment(ann, URL, `Hello @${bob.username}`);
    const [own] = await ids();
    const { nodes } = await notificationsOf(app, bob);
    const number = fromGlobalId(own!)?.id ?? 0;
    const unknown = toGlobalId('Notification', 999_999);
    for (const id of [nodes[0].id, unknown, toGlobalId('Comment', number), ann.id, 'x', '']) {
      const { viewer, userErrors } = await mark(id);
      expect(viewer).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['upToId'], code: 'NOT_FOUND' }]);
    }
    expect(await seen()).toEqual({ unseen: 1, seen: [false] });
  });

  it('need somebody signed in', async () => {
    const { errors } = await app.send(operations.MarkNotificationsSeen, { input: { upToId: 'x' } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect((await app.data(operations.Notifications, { first: 5 })).viewer).toBeNull();
  });

  it('are nodes to their recipients alone', async () => {
    await happen();
    await app.follow(bob, ann);
    const [follow, mention] = await ids();
    const document = `query($id: ID!) { node(id: $id) { __typename id
      ... on Notification { reason isSeen activity { actor { username } } } } }`;
    const node = async (id: string, by: Member | null) =>
      (await app.data(document, { id }, by)).node;
    expect(await node(mention!, ann)).toEqual({
      __typename: 'Notification',
      id: mention,
      reason: 'MENTION',
      isSeen: false,
      activity: { actor: { username: bob.username } },
    });
    for (const other of [bob, null]) expect(await node(mention!, other)).toBeNull();
    const asked = { ids: [follow, mention, follow] };
    expect((await app.data(operations.Nodes, asked, ann)).nodes).toMatchObject([
      { id: follow },
      { id: mention },
      { id: follow },
    ]);
    expect((await app.data(operations.Nodes, asked, bob)).nodes).toEqual([null, null, null]);
    await app.mutate('Unfollow', { profileId: ann.id }, bob);
    expect(await node(follow!, ann)).toBeNull();
  });
});
