import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { LiveFeed, type LiveOperation } from '../support/live';
import { joinThree, notificationsOf } from '../support/notifications';

const URL = 'https://blog.example/live';

describe('live notifications that are resumed', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  let round = 0;
  const feeds: LiveFeed[] = [];

  const open = async (operation: LiveOperation, by: Member | null, variables = {}) => {
    const feed = await LiveFeed.open(app, operation, variables, by);
    feeds.push(feed);
    return feed;
  };
  const listen = (whom: Member, after?: string) =>
    open('LiveNotifications', whom, after === undefined ? {} : { after });
  const greet = (by: Member, ...whom: Member[]) =>
    app.comment(by, URL, `Hello ${whom.map(({ username }) => `@${username}`).join(' ')}`);

  beforeAll(async () => {
    app = await TestApp.start();
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

  it('are resumed from any cursor: each that was missed, once and in order, then what happens', async () => {
    const first = await listen(ann);
    await greet(bob, ann);
    await first.take(1);
    const after = first.lastCursor;
    const publicly = await open('LivePublicFeed', null);
    first.drop();
    const missed: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      missed.push((await greet(bob, ann)).id);
      await greet(bob, cat);
    }
    const again = await listen(ann, after);
    const commentIds = (feed: LiveFeed) =>
      feed.events.map(({ notification }) => notification.activity.comment.id);
    expect(commentIds(again)).toEqual(missed);
    expect(again.messages.at(-1)).toMatchObject({ isLive: true, isStart: false });
    const { id } = await greet(cat, ann);
    await again.until(() => again.events.length === 6);
    expect(commentIds(again)).toEqual([...missed, id]);
    await publicly.take(11);
    const cursor = publicly.events[4].cursor;
    expect(commentIds(await listen(ann, cursor))).toEqual([...missed.slice(2), id]);
  });

  it('that were taken back meanwhile are passed over, and that they were is told', async () => {
    const start = await listen(ann);
    const comment = await app.comment(ann, URL);
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
    await app.follow(bob, ann);
    await app.mutate('RemoveFavorite', { subjectId: comment.id }, bob);
    const [favorite] = await start.take(3);
    const again = await listen(ann, start.messages[0].cursor);
    expect(again.events).toMatchObject([
      { __typename: 'NotificationAdded', notification: { reason: 'FOLLOW' } },
      { __typename: 'NotificationRetracted', notificationId: favorite.notification.id },
    ]);
    for (const { viewer } of again.events) expect(viewer.unseenNotificationCount).toBe(1);
  });

  it('tell what is seen as it is when they are sent', async () => {
    const start = await listen(ann);
    await greet(bob, ann);
    await greet(bob, ann);
    const [first] = await start.take(2);
    await app.mutate('MarkNotificationsSeen', { upToId: first.notification.id }, ann);
    const again = await listen(ann, start.messages[0].cursor);
    expect(
      again.events.map(({ notification, viewer }) => [
        notification.isSeen,
        viewer.unseenNotificationCount,
      ]),
    ).toEqual([
      [true, 1],
      [false, 1],
    ]);
  });

  it('continue a list without a gap or a double, whatever is written meanwhile', async () => {
    const WRITES = 60;
    const write = async () => {
      for (let index = 0; index < WRITES / 3; index += 1) {
        const { id } = await greet(index % 2 === 0 ? bob : cat, ann);
        if (index % 5 === 0) await app.mutate('AddFavorite', { subjectId: id }, ann);
      }
    };
    const writing = Promise.all([write(), write(), write()]);
    const lives: { listed: string[]; feed: LiveFeed }[] = [];
    for (let times = 0; times < 8; times += 1) {
      const { nodes, liveCursor } = await notificationsOf(app, ann);
      const feed = await listen(ann, liveCursor);
      lives.push({ listed: nodes.map(({ id }) => id).reverse(), feed });
    }
    await writing;
    const all = (await notificationsOf(app, ann)).nodes.map(({ id }) => id).reverse();
    expect(all).toHaveLength(WRITES);
    for (const { listed, feed } of lives) {
      await feed.until(() => listed.length + feed.events.length >= WRITES);
      expect([...listed, ...feed.events.map(({ notification }) => notification.id)]).toEqual(all);
    }
  });
});
