import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation } from '../support/live';

const URL = 'https://blog.example/changes';

describe('a change to what a live feed has brought', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  const feeds: LiveFeed[] = [];

  const open = async (operation: LiveOperation, variables: object = {}, by?: Member) => {
    const feed = await LiveFeed.open(app, operation, { ...variables }, by);
    feeds.push(feed);
    return feed;
  };
  /** Every feed that has what bob does on the page. */
  const openAll = () =>
    Promise.all([
      open('LiveProfileFeed', { username: 'bob' }),
      open('LiveHomeFeed', {}, ann),
      open('LivePostFeed', { url: URL }),
      open('LivePublicFeed'),
    ]);
  const mutate = async (...what: Parameters<TestApp['mutate']>) => {
    const payload = await app.mutate(...what);
    expect(payload.userErrors).toEqual([]);
    return payload;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob] = await Promise.all([app.join('ann'), app.join('bob')]);
    await app.follow(ann, bob);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
  });
  afterAll(() => app.close());

  it('is told as ActivityUpdated with the new words when a comment is edited', async () => {
    const comment = await app.comment(bob, URL, 'Old');
    const all = await openAll();
    await mutate('EditComment', { commentId: comment.id, body: 'New' }, bob);
    for (const feed of all)
      expect(await feed.take(1)).toMatchObject([
        {
          __typename: 'ActivityUpdated',
          activity: {
            __typename: 'CommentActivity',
            occurredAt: comment.createdAt,
            comment: { id: comment.id, body: 'New', editedAt: expect.any(String) },
          },
        },
      ]);
  });

  it('is told as ActivityRetracted when a reply is deleted, with the counts that its going changes', async () => {
    const root = await app.comment(ann, URL);
    const reply = await app.comment(bob, root, 'Soon gone');
    const all = await openAll();
    const { post } = await mutate('DeleteComment', { commentId: reply.id }, bob);
    for (const feed of all)
      expect(await feed.take(1)).toMatchObject([
        {
          __typename: 'ActivityRetracted',
          activityType: 'COMMENT',
          subject: {
            __typename: 'Comment',
            id: reply.id,
            isDeleted: true,
            body: '',
            bodyHtml: '',
            author: null,
            inReplyTo: { id: root.id, replyCount: 0 },
            post: { id: root.post.id, commentCount: post.commentCount },
          },
        },
      ]);
  });

  it('names the activity that it retracts by the id under which it was added', async () => {
    const [feed] = await openAll();
    const comment = await app.comment(bob, URL);
    const [added] = await feed.take(1);
    await mutate('DeleteComment', { commentId: comment.id }, bob);
    const [retracted] = await feed.take(1);
    expect(retracted.activityId).toBe(added.activity.id);
  });

  it('is told of a deleted comment that stays as a tombstone', async () => {
    const root = await app.comment(bob, URL);
    await app.comment(ann, root);
    const [feed] = await openAll();
    await mutate('DeleteComment', { commentId: root.id }, bob);
    expect(await feed.take(1)).toMatchObject([
      { activityType: 'COMMENT', subject: { id: root.id, isDeleted: true, replyCount: 1 } },
    ]);
  });

  it('retracts the favorites of a deleted comment as well, after the comment itself', async () => {
    const comment = await app.comment(ann, URL);
    await mutate('AddFavorite', { subjectId: comment.id }, bob);
    const [ofBob, home, ofPost] = await openAll();
    await mutate('DeleteComment', { commentId: comment.id }, ann);
    const favorite = {
      __typename: 'ActivityRetracted',
      activityType: 'FAVORITE',
      subject: { __typename: 'Comment', id: comment.id, isDeleted: true, favoriteCount: 0 },
    };
    expect(await ofPost.take(2)).toMatchObject([{ activityType: 'COMMENT' }, favorite]);
    expect(await ofBob.take(1)).toMatchObject([favorite]);
    expect(await home.take(1)).toMatchObject([favorite]);
  });

  it('retracts a favorite that is taken back, with the count that is left', async () => {
    const comment = await app.comment(ann, URL);
    for (const subjectId of [comment.id, comment.post.id])
      for (const by of [ann, bob]) await mutate('AddFavorite', { subjectId }, by);
    const all = await openAll();
    await mutate('RemoveFavorite', { subjectId: comment.id }, bob);
    await mutate('RemoveFavorite', { subjectId: comment.post.id }, bob);
    const ofFavorite = { __typename: 'ActivityRetracted', activityType: 'FAVORITE' };
    for (const feed of all)
      expect(await feed.take(2)).toMatchObject([
        { ...ofFavorite, subject: { __typename: 'Comment', id: comment.id, favoriteCount: 1 } },
        { ...ofFavorite, subject: { __typename: 'Post', id: comment.post.id, favoriteCount: 1 } },
      ]);
  });

  it('retracts the act of following when a follow ends, and nothing that the followee did', async () => {
    const cat = await app.join('cat', { follow: ['bob'] });
    await app.comment(bob, URL);
    const feed = await open('LiveProfileFeed', { username: 'cat' });
    const home = await open('LiveHomeFeed', {}, cat);
    await mutate('Unfollow', { profileId: bob.id }, cat);
    expect(await feed.take(1)).toMatchObject([
      { activityType: 'FOLLOW', subject: { __typename: 'Profile', id: bob.id } },
    ]);
    await app.follow(cat, bob);
    await app.follow(bob, cat);
    expect(await home.take(1)).toMatchObject([{ __typename: 'ActivityAdded' }]);
  });

  it('is not told when nothing has changed', async () => {
    const more = { postUrl: URL, body: 'Words', idempotencyKey: 'once' };
    const { comment } = await mutate('AddComment', more, bob);
    const gone = await app.comment(bob, URL);
    await mutate('AddFavorite', { subjectId: comment.id }, bob);
    await mutate('DeleteComment', { commentId: gone.id }, bob);
    await app.follow(bob, ann);
    const all = await openAll();
    expect((await mutate('AddComment', more, bob)).comment.id).toBe(comment.id);
    await mutate('EditComment', { commentId: comment.id, body: 'Words' }, bob);
    await mutate('AddFavorite', { subjectId: comment.id }, bob);
    await mutate('RemoveFavorite', { subjectId: comment.post.id }, bob);
    await mutate('DeleteComment', { commentId: gone.id }, bob);
    await app.follow(bob, ann);
    await mutate('UpdateProfile', { about: 'About bob' }, bob);
    await app.mutate('EditComment', { commentId: gone.id, body: 'Refused' }, bob);
    const next = await app.comment(bob, URL);
    for (const feed of all)
      expect(await feed.take(1)).toMatchObject([{ activity: { comment: { id: next.id } } }]);
  });

  it('is told once for each subscription, also where one client has the same feed twice', async () => {
    const pair = await Promise.all([open('LivePublicFeed'), open('LivePublicFeed')]);
    const one = await app.comment(bob, URL);
    const two = await app.comment(bob, URL);
    for (const feed of pair)
      expect((await feed.take(2)).map((event) => event.activity.comment.id)).toEqual([
        one.id,
        two.id,
      ]);
  });
});
