import type { Statement } from '../../src/database/statement';
import { decodeLiveCursor } from '../../src/schema/cursor';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';
import { joinThree, notificationsOf } from '../support/notifications';

const URL = 'https://blog.example/live';

describe('live notifications', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  let round = 0;
  let counts = 0;
  const feeds: LiveFeed[] = [];

  const open = async (
    operation: LiveOperation | { query: string },
    by: Member | null,
    variables = {},
  ) => {
    const feed = await LiveFeed.open(app, operation, variables, by);
    feeds.push(feed);
    return feed;
  };
  const listen = (whom: Member, after?: string) =>
    open('LiveNotifications', whom, after === undefined ? {} : { after });
  const greet = (by: Member, ...whom: Member[]) =>
    app.comment(by, URL, `Hello ${whom.map(({ username }) => `@${username}`).join(' ')}`);
  const reasons = (events: readonly Message[]) =>
    events.map(({ __typename, notification }) => notification?.reason ?? __typename);
  const note = ({ sqlite }: Statement<unknown>) => {
    if (sqlite.text.includes('COUNT(*)')) counts += 1;
  };

  beforeAll(async () => {
    app = await TestApp.start({}, { onRead: note });
  });
  beforeEach(async () => {
    round += 1;
    [ann, bob, cat] = await joinThree(app, round);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    expect(await auditCounts(app)).toEqual([]);
  });
  afterAll(() => app.close());

  it('come as they are listed, with the count, and go with what they told of', async () => {
    const comment = await app.comment(ann, URL);
    const feed = await listen(ann);
    expect(feed.messages).toMatchObject([
      { __typename: 'FeedCheckpoint', isLive: true, isStart: true },
    ]);
    const reply = await app.comment(bob, comment, `A reply to @${ann.username}`);
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
    await app.follow(bob, ann);
    await greet(bob, ann);
    const added = await feed.take(4);
    const { nodes, unseen } = await notificationsOf(app, ann);
    expect(added.map(({ notification }) => notification.id)).toEqual(
      nodes.map(({ id }) => id).reverse(),
    );
    expect(added.at(-1).notification).toEqual(nodes[0]);
    expect(reasons(added)).toEqual(['REPLY', 'FAVORITE', 'FOLLOW', 'MENTION']);
    expect(added[0].notification.activity.comment.id).toBe(reply.id);
    expect(added.at(-1).viewer.unseenNotificationCount).toBe(unseen);

    await app.mutate('Unfollow', { profileId: ann.id }, bob);
    await app.mutate('DeleteComment', { commentId: reply.id }, bob);
    const gone = await feed.take(2);
    expect(gone).toMatchObject([
      { __typename: 'NotificationRetracted', notificationId: added[2].notification.id },
      { __typename: 'NotificationRetracted', notificationId: added[0].notification.id },
    ]);
    expect(gone[1].viewer.unseenNotificationCount).toBe(2);
  });

  it('come to each of the recipients, on all their devices, and to nobody else', async () => {
    const [first, second, ofCat, ofBob] = await Promise.all(
      [ann, ann, cat, bob].map((whom) => listen(whom)),
    );
    await greet(bob, ann, cat);
    await greet(ann, bob);
    for (const feed of [first!, second!, ofCat!])
      expect(await feed.take(1)).toMatchObject([
        { notification: { reason: 'MENTION', activity: { actor: { id: bob.id } } } },
      ]);
    expect(await ofBob!.take(1)).toMatchObject([
      { notification: { activity: { actor: { id: ann.id } } } },
    ]);
    await greet(cat, ann);
    for (const feed of [first!, second!]) {
      const [message] = await feed.take(1);
      expect(message.notification.activity.actor.id).toBe(cat.id);
      expect(message.viewer.unseenNotificationCount).toBe(2);
    }
    expect([ofCat!.events.length, ofBob!.events.length]).toEqual([1, 1]);
  });

  it('each have a place of their own in the log, after that of the activity', async () => {
    const publicly = await open('LivePublicFeed', null);
    const [ofAnn, ofCat] = await Promise.all([listen(ann), listen(cat)]);
    const { id } = await greet(bob, ann, cat);
    const next = await app.comment(bob, URL, 'To nobody');
    const [first] = await ofAnn.take(1);
    const [second] = await ofCat.take(1);
    const activities = await publicly.take(2);
    expect(activities.map((event) => event.activity.comment.id)).toEqual([id, next.id]);
    const sequences = [activities[0], first, second, activities[1]].map(
      ({ cursor }) => decodeLiveCursor(cursor).sequence,
    );
    const [begin] = sequences;
    expect(sequences).toEqual([begin, begin! + 1, begin! + 2, begin! + 3]);
  });

  it('are in no other feed, live or on resuming', async () => {
    await app.follow(ann, bob);
    const others = [
      ['LivePublicFeed', {}],
      ['LiveProfileFeed', { username: bob.username }],
      ['LivePostFeed', { url: `${URL}/${round}` }],
      ['LiveHomeFeed', {}],
    ] as const;
    const live = await Promise.all(others.map(([name, of]) => open(name, ann, of)));
    const after = live[0]!.lastCursor;
    /** One at a time: what is gone when it is read is not told as changed. */
    const expectEach = async (change: string) => {
      for (const feed of live)
        expect(await feed.take(1)).toMatchObject([{ __typename: `Activity${change}` }]);
    };
    const comment = await app.comment(bob, `${URL}/${round}`, `@${ann.username} @${cat.username}`);
    await expectEach('Added');
    await app.mutate('EditComment', { commentId: comment.id, body: `@${ann.username}` }, bob);
    await expectEach('Updated');
    await app.mutate('DeleteComment', { commentId: comment.id }, bob);
    await expectEach('Retracted');
    const last = await app.comment(bob, `${URL}/${round}`, 'The last');
    await expectEach('Added');
    for (const feed of live) expect(feed.events).toHaveLength(4);
    for (const [name, of] of others) {
      const { events } = await open(name, ann, { ...of, after });
      expect(events).toMatchObject([
        { __typename: 'ActivityRetracted' },
        { __typename: 'ActivityAdded', activity: { comment: { id: last.id } } },
      ]);
    }
  });

  it('change with the words of a comment', async () => {
    const { id } = await greet(bob, ann);
    const [ofAnn, ofCat] = await Promise.all([listen(ann), listen(cat)]);
    const edit = (body: string) => app.mutate('EditComment', { commentId: id, body }, bob);
    await edit(`Hello again @${ann.username}, and @${cat.username}`);
    const [told] = await ofCat.take(1);
    expect(told.notification).toMatchObject({ reason: 'MENTION', activity: { comment: { id } } });
    await edit(`Hello @${cat.username}`);
    expect(reasons(await ofAnn.take(1))).toEqual(['NotificationRetracted']);
    await edit('Hello');
    expect(await ofCat.take(1)).toMatchObject([{ notificationId: told.notification.id }]);
  });

  it.each(['the actor blocks', 'the recipient blocks'] as const)(
    'do not come while %s; that one is gone is told all the same',
    async (who) => {
      const [blocker, blocked] = who === 'the actor blocks' ? [bob, ann] : [ann, bob];
      const comment = await app.comment(ann, URL);
      const feed = await listen(ann);
      const start = feed.lastCursor;
      await app.follow(bob, ann);
      await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
      const [follow, favorite] = await feed.take(2);
      await app.mutate('Block', { profileId: blocked.id }, blocker);
      expect(await feed.take(1)).toMatchObject([{ notificationId: follow.notification.id }]);
      const mutual = await app.comment(bob, URL, 'To nobody');
      await app.mutate('EditComment', { commentId: mutual.id, body: `To @${cat.username}` }, bob);
      await greet(cat, ann);
      const [ofCat] = await feed.take(1);
      expect(ofCat).toMatchObject({
        notification: { activity: { actor: { id: cat.id } } },
        viewer: { unseenNotificationCount: 1 },
      });
      const blind = await listen(ann, start);
      expect(blind.events).toMatchObject([
        { notificationId: follow.notification.id },
        { notification: { id: ofCat.notification.id } },
      ]);
      await app.mutate('RemoveFavorite', { subjectId: comment.id }, bob);
      expect(await feed.take(1)).toMatchObject([{ notificationId: favorite.notification.id }]);
    },
  );

  it('are counted only where the count is asked for', async () => {
    const query = `subscription { notifications { __typename cursor
      ... on NotificationAdded { notification { id } viewer { id } }
      ... on FeedCheckpoint { isLive } } }`;
    const feed = await open({ query }, ann);
    counts = 0;
    await greet(bob, ann);
    await feed.take(1);
    expect(counts).toBe(0);
    const asking = await listen(ann);
    await greet(bob, ann);
    await asking.take(1);
    expect(counts).toBe(1);
  });

  it('need somebody signed in', async () => {
    const feed = new LiveFeed(app, 'LiveNotifications');
    feeds.push(feed);
    expect(await feed.ended()).toBe('UNAUTHENTICATED');
  });
});
