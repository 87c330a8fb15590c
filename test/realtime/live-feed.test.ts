import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';
import { operations } from '../support/operations';

/** What an event tells of, in short. */
const told = ({ activity }: Message) => ({
  kind: activity.__typename,
  by: activity.actor.username,
  of: activity.comment?.id ?? activity.subject?.id ?? activity.followee?.username,
});

describe('a live feed', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  const feeds: LiveFeed[] = [];

  const open = async (
    operation: LiveOperation,
    variables: Record<string, unknown> = {},
    by?: Member,
  ) => {
    const feed = await LiveFeed.open(app, operation, variables, by);
    feeds.push(feed);
    return feed;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob, cat] = await Promise.all([app.join('ann'), app.join('bob'), app.join('cat')]);
    await app.follow(ann, bob);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
  });
  afterAll(() => app.close());

  const favorite = (by: Member, { id }: { id: string }) =>
    app.mutate('AddFavorite', { subjectId: id }, by);

  it('starts with a checkpoint and brings what happens from then on', async () => {
    await app.comment(ann, 'https://blog.example/before');
    const feed = await open('LiveProfileFeed', { username: 'ann' });
    expect(feed.messages).toMatchObject([
      { __typename: 'FeedCheckpoint', isLive: true, isStart: true, cursor: expect.any(String) },
    ]);
    const comment = await app.comment(ann, 'https://blog.example/one');
    expect(await feed.take(1)).toMatchObject([
      { __typename: 'ActivityAdded', activity: { comment: { id: comment.id } } },
    ]);
  });

  it('of a profile has what it does, whatever the case of its name, and nothing that others do', async () => {
    const feed = await open('LiveProfileFeed', { username: 'BoB' });
    const hers = await app.comment(cat, 'https://blog.example/profile');
    await app.follow(cat, bob);
    const his = await app.comment(bob, hers);
    await favorite(cat, his);
    await app.comment(cat, his);
    await favorite(bob, hers);
    await app.follow(bob, cat);
    expect((await feed.take(3)).map(told)).toEqual([
      { kind: 'CommentActivity', by: 'bob', of: his.id },
      { kind: 'FavoriteActivity', by: 'bob', of: hers.id },
      { kind: 'FollowActivity', by: 'bob', of: 'cat' },
    ]);
  });

  it('of a viewer has what those do whom they follow, and nothing else', async () => {
    const feed = await open('LiveHomeFeed', {}, ann);
    await app.comment(ann, 'https://blog.example/home');
    const others = await app.comment(cat, 'https://blog.example/home');
    await app.follow(cat, ann);
    const his = await app.comment(bob, others);
    await favorite(cat, his);
    await favorite(bob, others);
    expect((await feed.take(2)).map(told)).toEqual([
      { kind: 'CommentActivity', by: 'bob', of: his.id },
      { kind: 'FavoriteActivity', by: 'bob', of: others.id },
    ]);
  });

  it('of a post has comments, replies and favorites of it and of them, and nothing of other posts', async () => {
    const root = await app.comment(ann, 'https://blog.example/post');
    const feed = await open('LivePostFeed', { url: 'https://blog.example/post' });
    const elsewhere = await app.comment(ann, 'https://blog.example/other-post');
    await favorite(bob, elsewhere);
    await app.mutate('Unfollow', { profileId: bob.id }, cat);
    const top = await app.comment(bob, 'https://blog.example/post');
    const reply = await app.comment(cat, root);
    await favorite(ann, reply);
    await favorite(ann, { id: root.post.id });
    expect((await feed.take(4)).map(told)).toEqual([
      { kind: 'CommentActivity', by: 'bob', of: top.id },
      { kind: 'CommentActivity', by: 'cat', of: reply.id },
      { kind: 'FavoriteActivity', by: 'ann', of: reply.id },
      { kind: 'FavoriteActivity', by: 'ann', of: root.post.id },
    ]);
  });

  it('of everybody has everything, in the order in which it happened', async () => {
    const feed = await open('LivePublicFeed');
    const one = await app.comment(ann, 'https://blog.example/public');
    const two = await app.comment(bob, one);
    await favorite(cat, two);
    const dan = await app.join('dan', { follow: ['ann'] });
    expect((await feed.take(4)).map(told)).toEqual([
      { kind: 'CommentActivity', by: 'ann', of: one.id },
      { kind: 'CommentActivity', by: 'bob', of: two.id },
      { kind: 'FavoriteActivity', by: 'cat', of: two.id },
      { kind: 'FollowActivity', by: dan.username, of: 'ann' },
    ]);
  });

  it('brings one event with one cursor to all the feeds that have it, shown as the lists show it', async () => {
    const url = 'https://blog.example/everywhere';
    // To oneself: nobody is notified, and the event is the log's last entry.
    const root = await app.comment(bob, url);
    const all = await Promise.all([
      open('LiveProfileFeed', { username: 'bob' }),
      open('LiveHomeFeed', {}, ann),
      open('LivePostFeed', { url }),
      open('LivePublicFeed'),
    ]);
    await app.comment(bob, root, 'A *reply* to nobody');
    const events = await Promise.all(all.map((feed) => feed.take(1)));
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 1 });
    for (const [event] of events)
      expect(event).toEqual({
        __typename: 'ActivityAdded',
        cursor: publicFeed.liveCursor,
        activity: publicFeed.edges[0].node,
      });
  });

  it('of a page that nobody has commented on yet is there in another spelling of its address', async () => {
    const feed = await open('LivePostFeed', {
      url: 'HTTPS://Blog.Example:443/new/?utm_source=x#top',
    });
    expect(feed.messages).toMatchObject([{ isLive: true, isStart: true }]);
    const other = await app.comment(ann, 'https://blog.example/new/er');
    const first = await app.comment(ann, 'https://blog.example/new');
    const reply = await app.comment(bob, first);
    await favorite(bob, other);
    await favorite(bob, first);
    expect((await feed.take(3)).map((event) => told(event).of)).toEqual([
      first.id,
      reply.id,
      first.id,
    ]);
  });
});
