import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

/** Ann blocks Bob. Cy deals with both; everybody but Bob sees everything. */
describe('what the blocked see', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cy: Member;
  const ids: Record<string, string> = {};
  let before: Awaited<ReturnType<typeof everything>>;

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob, cy] = [await app.join('ann'), await app.join('bob'), await app.join('cy')];
    const top = await app.comment(ann, URL, 'Words of the blocker');
    const reply = await app.comment(cy, top, 'A reply to the blocker');
    const deep = await app.comment(ann, reply, 'Deep words of the blocker');
    const below = await app.comment(cy, deep, 'A reply below');
    const plain = await app.comment(cy, URL, 'Plain words');
    Object.assign(ids, { top: top.id, reply: reply.id, deep: deep.id, below: below.id });
    await app.follow(ann, cy);
    await app.follow(cy, ann);
    await app.follow(bob, cy);
    await app.mutate('AddFavorite', { subjectId: top.id }, cy);
    await app.mutate('AddFavorite', { subjectId: plain.id }, ann);
    await app.mutate('AddFavorite', { subjectId: plain.id }, cy);
    before = await everything(bob);
    await app.mutate('Block', { profileId: bob.id }, ann);
  });
  afterAll(() => app.close());

  const feedOf = (connection: any): string[] =>
    connection.edges.map(({ node }: any) => {
      const about = node.comment?.body ?? node.followee?.username ?? node.subject?.__typename;
      return `${node.actor?.username} ${node.__typename.replace('Activity', '')}: ${about}`;
    });
  const profile = async (username: string, by: Member | null) =>
    (await app.data(operations.ProfilePage, { username, first: 100 }, by)).profile;
  const node = async (id: string, by: Member | null) =>
    (await app.data(operations.Node, { id }, by)).node;
  const byProfile = async (username: string, by: Member | null) =>
    (await app.data(operations.CommentsByProfile, { username, first: 100 }, by)).profile.comments;

  /** All lists as somebody sees them. */
  async function everything(by: Member | null) {
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 100 }, by);
    const { viewer } = await app.data(operations.HomeFeed, { first: 100 }, by);
    const comments = [await byProfile('ann', by), await byProfile('cy', by)];
    const { post } = await app.data(operations.Thread, { url: URL, first: 100 }, by);
    return {
      publicFeed: feedOf(publicFeed),
      home: viewer && feedOf(viewer.homeFeed),
      ann: feedOf((await profile('ann', by)).activity),
      cy: feedOf((await profile('cy', by)).activity),
      bodies: comments.map(({ edges }) => edges.map((edge: any) => edge.node.body)),
      counts: comments.map(({ totalCount }) => totalCount),
      thread: post.comments.edges.map((edge: any) => edge.node.body),
      commentCount: post.commentCount,
    };
  }

  it('is no activity of the blocker, nor any that involves them', async () => {
    const seen = await everything(bob);
    const ofCy = [
      'cy Favorite: Comment',
      'cy Comment: Plain words',
      // cy's follow of the blocker, favorite of and replies to their comments are left out.
    ];
    expect(seen.publicFeed).toEqual([ofCy[0], 'bob Follow: cy', ofCy[1]]);
    expect(seen.cy).toEqual(ofCy);
    expect(seen.home).toEqual(ofCy);
    expect(seen.ann).toEqual([]);
  });

  it('is everything for everybody else: the blocker, others, and nobody in particular', async () => {
    for (const by of [ann, cy, null]) {
      const seen = await everything(by);
      expect(seen.publicFeed).toEqual(before.publicFeed);
      expect({ ann: seen.ann, cy: seen.cy }).toEqual({ ann: before.ann, cy: before.cy });
      expect(seen.bodies).toEqual(before.bodies);
      expect(seen.thread).toEqual(before.thread);
    }
  });

  it('is the header of the blocker, with the counts that everybody sees', async () => {
    const header = await profile('ann', bob);
    expect({ ...header, activity: null }).toEqual({
      ...(await profile('ann', null)),
      activity: null,
    });
    expect(header).toMatchObject({ commentCount: 2, followerCount: 1, followingCount: 1 });
    expect(await node(ann.id, bob)).toMatchObject({ username: 'ann' });
    const { searchProfiles } = await app.data(operations.SearchProfiles, { query: 'ann' }, bob);
    expect(searchProfiles.edges).toHaveLength(1);
  });

  it('is a tombstone in place of each comment of the blocker, in its thread', async () => {
    const seen = (await app.data(operations.Thread, { url: URL }, bob)).post;
    expect(seen.commentCount).toBe(before.commentCount);
    expect(seen.comments.totalCount).toBe(2);
    const [tombstone, plain] = seen.comments.edges.map((edge: any) => edge.node);
    expect(tombstone).toMatchObject({
      id: ids.top,
      ...{ author: null, body: '', bodyHtml: '', isDeleted: true, replyCount: 1 },
    });
    expect(plain).toMatchObject({ body: 'Plain words', isDeleted: false });
    const [reply] = tombstone.replies.edges.map((edge: any) => edge.node);
    expect(reply).toMatchObject({
      body: 'A reply to the blocker',
      author: { username: 'cy' },
      inReplyTo: { id: ids.top, author: null },
    });
    const below = await app.data(operations.Replies, { commentId: ids.reply }, bob);
    expect(below.node.replies.edges).toMatchObject([
      { node: { id: ids.deep, author: null, body: '', inReplyTo: { author: { username: 'cy' } } } },
    ]);
  });

  it('is a tombstone by its id too, and no activity by its id', async () => {
    expect(await node(ids.top!, bob)).toMatchObject({ __typename: 'Comment', body: '' });
    expect(await node(ids.top!, cy)).toMatchObject({ body: 'Words of the blocker' });
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 100 }, cy);
    const all = publicFeed.edges.map((edge: any) => edge.node.id);
    const mine = (await app.data(operations.PublicFeed, { first: 100 }, bob)).publicFeed;
    const visible = mine.edges.map((edge: any) => edge.node.id);
    const { nodes } = await app.data(operations.Nodes, { ids: all }, bob);
    expect(nodes.filter((item: any) => item !== null).map((item: any) => item.id)).toEqual(visible);
    expect(visible.length).toBeLessThan(all.length);
  });

  it('is no comment in the list of the blocker, and no name in those of others', async () => {
    const own = await byProfile('ann', bob);
    expect(own.edges).toEqual([]);
    expect(own.totalCount).toBe(2);
    const { edges, totalCount } = await byProfile('cy', bob);
    expect(totalCount).toBe(3);
    expect(edges.map(({ node }: any) => [node.body, node.inReplyTo?.author ?? null])).toEqual([
      ['Plain words', null],
      ['A reply below', null],
      ['A reply to the blocker', null],
    ]);
  });

  it('has the words and the name of the blocker nowhere else', async () => {
    const page = { first: 100, username: 'cy', url: URL, commentId: ids.reply };
    const answers = await Promise.all(
      (
        [
          ...(['PublicFeed', 'HomeFeed', 'Thread', 'Replies', 'CommentsByProfile'] as const),
          'ProfilePage',
        ] as const
      ).map((name) => app.send(operations[name], page, bob.token)),
    );
    for (const { errors } of answers) expect(errors).toBeUndefined();
    expect(JSON.stringify(answers)).not.toMatch(/of the blocker"|"ann"/);
  });

  it('is everything again once they are unblocked', async () => {
    await app.mutate('Unblock', { profileId: bob.id }, ann);
    expect(await everything(bob)).toEqual(before);
  });
});
