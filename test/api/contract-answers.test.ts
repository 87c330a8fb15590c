import { RawSocket } from '../realtime/raw-socket';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { contractOperations, describeContract, nameOf, textOf } from '../support/contract';
import { Moderating } from '../support/moderating';

const URL = 'https://blog.example/contract';

describeContract('the operations that clients already send, word for word,', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let comment: any;
  let reply: any;
  const sent = new Set<string>();

  const ask = async (name: string, variables: object, by: Member | null = ann) => {
    sent.add(name);
    return app.data(textOf(name), variables, by);
  };
  /** Sends a mutation that must succeed. @returns its payload */
  const act = async (name: string, input: object, by: Member = ann) => {
    const [payload] = Object.values<any>(await ask(name, { input }, by));
    expect(payload.userErrors).toEqual([]);
    return payload;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob] = await Promise.all([app.join('ann'), app.join('bob')]);
    await app.follow(ann, bob);
    comment = await app.comment(bob, URL, 'Words of *Bob*');
    reply = await app.comment(ann, comment, 'A reply');
  });
  afterAll(() => app.close());

  it('join, sign in and out, and tell who asks', async () => {
    const joining = { username: 'cat', email: 'cat@example.com', password: PASSWORD };
    const joined = await act('Join', { ...joining, displayName: 'Cat', follow: ['bob'] });
    expect(joined.profile).toMatchObject({ username: 'cat', isClaimed: true, followingCount: 1 });
    const { session, profile } = await act('SignIn', { identifier: 'cat', password: PASSWORD });
    const cat = { username: 'cat', id: profile.id, token: session.token };
    expect((await ask('Viewer', {}, cat)).viewer).toMatchObject({
      email: 'cat@example.com',
      role: 'MEMBER',
      profile: { username: 'cat' },
    });
    const updated = await act('UpdateProfile', { about: 'A cat' }, cat);
    expect(updated.profile.about).toBe('A cat');
    expect((await ask('SignOut', {}, cat)).signOut.userErrors).toEqual([]);
  });

  it('comment, edit, favorite and delete', async () => {
    const { comment: added } = await act('AddComment', { postUrl: URL, body: 'New' });
    const edited = await act('EditComment', { commentId: added.id, body: 'Newer' });
    expect(edited.comment).toMatchObject({ body: 'Newer', viewerCanEdit: true });
    const subjectId = added.id;
    expect((await act('AddFavorite', { subjectId }, bob)).subject).toMatchObject({
      favoriteCount: 1,
      viewerHasFavorited: true,
    });
    expect((await act('RemoveFavorite', { subjectId }, bob)).subject.favoriteCount).toBe(0);
    const deleted = await act('DeleteComment', { commentId: added.id });
    expect(deleted).toMatchObject({ deletedCommentId: added.id, post: { commentCount: 2 } });
  });

  it('follow, unfollow, block and unblock', async () => {
    const profileId = ann.id;
    expect((await act('Follow', { profileId }, bob)).profile.viewerIsFollowing).toBe(true);
    expect((await act('Unfollow', { profileId }, bob)).profile.viewerIsFollowing).toBe(false);
    const { id: strangerId } = await app.join('dan');
    const blocked = await act('Block', { profileId: strangerId }, bob);
    expect(blocked.profile.viewerIsBlocking).toBe(true);
    const unblocked = await act('Unblock', { profileId: strangerId }, bob);
    expect(unblocked.profile.viewerIsBlocking).toBe(false);
  });

  it('read threads, replies, profiles, lists, searches and nodes', async () => {
    const { post } = await ask('Thread', { url: URL, first: 10 });
    expect(post.comments.edges[0].node).toMatchObject({
      id: comment.id,
      replies: { edges: [{ node: { id: reply.id } }] },
    });
    const { node: thread } = await ask('Replies', { commentId: comment.id, first: 5 });
    expect(thread.replies.edges[0].node.id).toBe(reply.id);
    const page = await ask('ProfilePage', { username: 'bob' });
    const [{ node: latest }] = page.profile.activity.edges;
    expect(latest).toMatchObject({ __typename: 'CommentActivity', comment: { id: comment.id } });
    const byBob = await ask('CommentsByProfile', { username: 'bob', first: 5 });
    expect(byBob.profile.comments.totalCount).toBe(1);
    const followers = await ask('Followers', { username: 'bob', first: 5 });
    expect(followers.profile.followers.edges.map((edge: any) => edge.node.username)).toContain(
      'ann',
    );
    const following = await ask('Following', { username: 'ann', first: 5 });
    expect(following.profile.following.edges[0].node.username).toBe('bob');
    const found = await ask('SearchProfiles', { query: 'bo', first: 5 });
    expect(found.searchProfiles.edges[0].node.username).toBe('bob');
    expect((await ask('Node', { id: comment.id })).node.body).toBe('Words of *Bob*');
    const { nodes } = await ask('Nodes', { ids: [bob.id, comment.id] });
    expect(nodes.map((node: any) => node.__typename)).toEqual(['Profile', 'Comment']);
  });

  it('read the home feed and the public feed', async () => {
    const { viewer } = await ask('HomeFeed', { first: 5 });
    const authors = viewer.homeFeed.edges.map((edge: any) => edge.node.actor.username);
    expect(new Set(authors)).toEqual(new Set(['bob']));
    expect((await ask('PublicFeed', { first: 3 })).publicFeed.edges).toHaveLength(3);
  });

  it('read, follow and mark notifications', async () => {
    const socket = await RawSocket.ready(app, bob);
    sent.add('LiveNotifications');
    socket.subscribe('live', textOf('LiveNotifications'));
    await socket.until(() => socket.feed('live').length === 1);
    const { id } = await app.comment(ann, comment, 'Another reply');
    await socket.until(() => socket.feed('live').length === 2);
    const { viewer } = await ask('Notifications', { first: 5 }, bob);
    const [{ node: newest }] = viewer.notifications.edges;
    expect(newest).toMatchObject({ reason: 'REPLY', isSeen: false, activity: { comment: { id } } });
    expect(socket.feed('live')[1]).toMatchObject({
      __typename: 'NotificationAdded',
      notification: newest,
      viewer: { unseenNotificationCount: viewer.unseenNotificationCount },
    });
    const marked = await act('MarkNotificationsSeen', { upToId: newest.id }, bob);
    expect(marked.viewer.unseenNotificationCount).toBe(0);
    await socket.close();
  });

  it('follow feeds live', async () => {
    const socket = await RawSocket.ready(app, ann);
    const live = { LiveProfileFeed: { username: 'bob' }, LivePostFeed: { url: URL } };
    const names = ['LiveProfileFeed', 'LiveHomeFeed', 'LivePostFeed', 'LivePublicFeed'] as const;
    for (const name of names) {
      sent.add(name);
      socket.subscribe(name, textOf(name), name in live ? live[name as keyof typeof live] : {});
    }
    await socket.until(() => names.every((name) => socket.feed(name).length === 1));
    const { id } = await app.comment(bob, URL);
    await socket.until(() => names.every((name) => socket.feed(name).length === 2));
    for (const name of names)
      expect(socket.feed(name)[1]).toMatchObject({
        __typename: 'ActivityAdded',
        activity: { comment: { id, author: { username: 'bob' } } },
      });
    await socket.close();
  });

  it('report, find what waits, and decide', async () => {
    const { comment: doubtful } = await act('AddComment', { postUrl: URL, body: 'Doubtful' });
    await act('ReportComment', { commentId: doubtful.id, reason: 'OFF_TOPIC', note: 'Why?' }, bob);
    const judge = await new Moderating(app).promote(await app.join('judge'), 'MODERATOR');
    const { moderationQueue } = await ask('ModerationQueue', { first: 5 }, judge);
    expect(moderationQueue).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(moderationQueue.edges[0].node).toMatchObject({
      ...{ id: doubtful.id, status: 'PUBLISHED', reportCount: 1, body: 'Doubtful' },
      ...{ author: { id: ann.id, username: 'ann' }, post: { url: URL } },
    });
    const decision = { commentId: doubtful.id, status: 'REMOVED' };
    expect((await act('ModerateComment', decision, judge)).comment).toEqual({
      ...{ id: doubtful.id, status: 'REMOVED' },
    });
  });

  it('are all among those above, but for those that come later', () => {
    const later = /DeleteAccount|Claim/;
    const missing = contractOperations.map(nameOf).filter((name) => !sent.has(name));
    expect(missing.filter((name) => !later.test(name))).toEqual([]);
  });
});
