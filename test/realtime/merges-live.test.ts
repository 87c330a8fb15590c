import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { LiveFeed, type LiveOperation } from '../support/live';
import { merge, unclaim } from '../support/merging';
import { operations } from '../support/operations';

const URL = 'https://blog.example/live';

describe('a merge, in live feeds', () => {
  let app: TestApp;
  let ann: Member;
  let old: Member;
  let bob: Member;
  let round = 0;
  const feeds: LiveFeed[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    ann = await app.join(`ann${round}`);
    old = await app.join(`old${round}`);
    bob = await app.join(`bob${round}`);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    expect(await auditCounts(app)).toEqual([]);
  });
  afterAll(() => app.close());

  async function open(operation: LiveOperation, variables: object, by: Member | null = null) {
    const feed = await LiveFeed.open(app, operation, { ...variables }, by);
    feeds.push(feed);
    return feed;
  }
  async function mergeOld(): Promise<void> {
    await unclaim(app, old);
    await merge(app, old, ann);
  }
  async function comments(by: Member, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) ids.push((await app.comment(by, URL)).id);
    return ids;
  }
  const idsOf = (events: any[]) => events.map((event) => event.activity.comment.id);

  it("tells of the newest 20 that have become the other profile's, the oldest of them first", async () => {
    const made = await comments(old, 25);
    const feed = await open('LiveProfileFeed', { username: ann.username });
    await mergeOld();
    const events = await feed.take(20);
    expect(idsOf(events)).toEqual(made.slice(5));
    for (const { __typename, activity } of events)
      expect([__typename, activity.actor.username]).toEqual(['ActivityUpdated', ann.username]);
  });

  it('lets who follows the feed of the one that is gone follow on', async () => {
    const feed = await open('LiveProfileFeed', { username: old.username });
    const [before] = await comments(old, 1);
    expect(idsOf(await feed.take(1))).toEqual([before]);
    await mergeOld();
    expect(idsOf(await feed.take(1))).toEqual([before]);
    const [after] = await comments(ann, 1);
    expect(idsOf(await feed.take(1))).toEqual([after]);
    const again = await open('LiveProfileFeed', { username: old.username, after: feed.lastCursor });
    const made = await comments(ann, 2);
    expect(idsOf(await again.take(2))).toEqual(made);
    expect(idsOf(await feed.take(2))).toEqual(made);
  });

  it('of a profile that has done nothing lets who follows its feed follow on', async () => {
    const feed = await open('LiveProfileFeed', { username: old.username });
    await mergeOld();
    const [after] = await comments(ann, 1);
    expect(idsOf(await feed.take(1))).toEqual([after]);
  });

  it('loses nothing and repeats nothing for who resumes from before it', async () => {
    const start = await open('LiveProfileFeed', { username: ann.username });
    const cursor = start.lastCursor;
    const made = [
      ...(await comments(ann, 2)),
      ...(await comments(old, 2)),
      ...(await comments(ann, 1)),
    ];
    await mergeOld();
    made.push(...(await comments(ann, 1)));
    for (const username of [ann.username, old.username]) {
      const feed = await open('LiveProfileFeed', { username, after: cursor });
      const added = feed.events.filter(({ __typename }) => __typename === 'ActivityAdded');
      expect(idsOf(added)).toEqual(made);
      expect(feed.events).toHaveLength(made.length + 2);
    }
  });

  it('lets a follower of either have all of both from then on, once', async () => {
    const cat = await app.join(`cat${round}`);
    await app.follow(bob, old);
    await app.follow(cat, ann);
    await app.follow(cat, old);
    const homes = [await open('LiveHomeFeed', {}, bob), await open('LiveHomeFeed', {}, cat)];
    const cursors = homes.map((home) => home.lastCursor);
    const [ofOld] = await comments(old, 1);
    for (const home of homes) expect(idsOf(await home.take(1))).toEqual([ofOld]);
    await mergeOld();
    const [ofAnn] = await comments(ann, 1);
    for (const home of homes) expect(idsOf(await home.take(2))).toEqual([ofOld, ofAnn]);
    for (const [index, by] of [bob, cat].entries()) {
      const resumed = await open('LiveHomeFeed', { after: cursors[index]! }, by);
      expect(resumed.events.map(({ __typename }) => __typename)).toEqual([
        ...['ActivityAdded', 'ActivityUpdated', 'ActivityAdded'],
      ]);
      expect(idsOf(resumed.events)).toEqual([ofOld, ofOld, ofAnn]);
    }
  });

  it('keeps a follow as old as the older of the two: what came between is not lost', async () => {
    const cursor = (await open('LiveHomeFeed', {}, bob)).lastCursor;
    await app.follow(bob, ann);
    const [between] = await comments(ann, 1);
    await app.follow(bob, old);
    await mergeOld();
    const resumed = await open('LiveHomeFeed', { after: cursor }, bob);
    expect(idsOf(resumed.events.filter(({ activity }) => activity?.comment))).toContain(between);
  });

  it('shows nothing more to whom the other blocks', async () => {
    await app.follow(bob, old);
    await app.mutate('Block', { profileId: bob.id }, ann);
    const home = await open('LiveHomeFeed', {}, bob);
    const feed = await open('LiveProfileFeed', { username: old.username }, bob);
    const [ofOld] = await comments(old, 1);
    await feed.take(1);
    await home.take(1);
    await mergeOld();
    await comments(ann, 1);
    const [own] = await comments(bob, 1);
    const mine = await open('LivePublicFeed', { after: feed.lastCursor }, bob);
    await mine.until(() => mine.events.some((event) => event.activity?.comment?.id === own));
    expect(mine.events.filter((event) => event.activity?.actor.username === ann.username)).toEqual(
      [],
    );
    expect(idsOf(home.events)).toEqual([ofOld]);
    expect(idsOf(feed.events)).toEqual([ofOld]);
  });

  it('brings the notifications of both into one feed', async () => {
    const mine = await open('LiveNotifications', {}, ann);
    await app.comment(bob, URL, `@${old.username}, hello`);
    await mergeOld();
    await app.comment(bob, URL, `@${old.username}, hello again`);
    const [now] = await mine.take(1);
    expect(now).toMatchObject({ viewer: { unseenNotificationCount: 2 } });
    const { viewer } = await app.data(operations.Notifications, { first: 5 }, ann);
    expect(viewer.notifications.edges).toHaveLength(2);
  });
});
