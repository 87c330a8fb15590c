import { TestApp, type Member } from '../support/app';
import { LiveFeed, type Message } from '../support/live';

const URL = 'https://blog.example/home';
const commentIds = (events: readonly Message[]) =>
  events.map((event) => event.activity?.comment?.id ?? event.activity?.__typename);

describe('a home feed', () => {
  let app: TestApp;
  let viewer: Member;
  let friend: Member;
  /** Followed all the while: what they do tells that everything before has come. */
  let marker: Member;
  let home: LiveFeed;
  let round = 0;

  const act = async (by: Member) => (await app.comment(by, URL)).id as string;
  const unfollow = (whom: Member) => app.mutate('Unfollow', { profileId: whom.id }, viewer);
  const resumed = (after: string) => LiveFeed.open(app, 'LiveHomeFeed', { after }, viewer);

  beforeAll(async () => {
    app = await TestApp.start();
    marker = await app.join('marker');
  });
  beforeEach(async () => {
    round += 1;
    [viewer, friend] = await Promise.all([app.join(`viewer${round}`), app.join(`friend${round}`)]);
    await app.follow(viewer, marker);
    home = await LiveFeed.open(app, 'LiveHomeFeed', {}, viewer);
  });
  afterEach(() => home.close());
  afterAll(() => app.close());

  it('brings what is done from the moment in which following is answered', async () => {
    for (let times = 0; times < 5; times += 1) {
      await app.follow(viewer, friend);
      const during = await act(friend);
      expect(commentIds(await home.take(1))).toEqual([during]);
      await unfollow(friend);
      await act(friend);
      const mark = await act(marker);
      expect(commentIds(await home.take(1))).toEqual([mark]);
    }
  });

  it('begins with what comes after the follow in the log, when both happen at once', async () => {
    const publicly = await LiveFeed.open(app, 'LivePublicFeed');
    const expected: string[] = [];
    for (let times = 0; times < 20; times += 1) {
      const writing = Array.from({ length: 4 }, () => act(friend));
      await Promise.all([...writing.slice(0, 2), app.follow(viewer, friend), ...writing.slice(2)]);
      const order = commentIds(await publicly.take(5));
      expected.push(...order.slice(order.indexOf('FollowActivity') + 1), await act(marker));
      await publicly.take(1);
      await unfollow(friend);
      await publicly.take(1);
    }
    expect(commentIds(await home.take(expected.length))).toEqual(expected);
    await publicly.close();
  });

  it('ends with a block, whoever blocks', async () => {
    for (const [blocker, blocked] of [
      [viewer, friend],
      [friend, viewer],
    ] as const) {
      await app.follow(viewer, friend);
      const before = await act(friend);
      expect(commentIds(await home.take(1))).toEqual([before]);
      await app.mutate('Block', { profileId: blocked.id }, blocker);
      await act(friend);
      await app.mutate('Unblock', { profileId: blocked.id }, blocker);
      await act(friend);
      const mark = await act(marker);
      expect(commentIds(await home.take(1))).toEqual([mark]);
    }
  });

  it('of a new follow has no history, neither at once nor on resuming from an earlier cursor', async () => {
    const start = home.lastCursor;
    await act(friend);
    const first = await act(marker);
    await app.follow(viewer, friend);
    const since = await act(friend);
    expect(commentIds(await home.take(2))).toEqual([first, since]);
    const again = await resumed(start);
    expect(commentIds(again.events)).toEqual([first, since]);
    await again.close();
  });

  it('has nothing from before when somebody is followed once more', async () => {
    const start = home.lastCursor;
    await app.follow(viewer, friend);
    const first = await act(friend);
    expect(commentIds(await home.take(1))).toEqual([first]);
    await unfollow(friend);
    await act(friend);
    await app.follow(viewer, friend);
    const second = await act(friend);
    expect(commentIds(await home.take(1))).toEqual([second]);
    const again = await resumed(start);
    expect(commentIds(again.events)).toEqual([second]);
    await again.close();
  });

  it('passes over, on resuming, those who are followed no longer', async () => {
    const start = home.lastCursor;
    await app.follow(viewer, friend);
    const theirs = await act(friend);
    const mark = await act(marker);
    expect(commentIds(await home.take(2))).toEqual([theirs, mark]);
    await unfollow(friend);
    const again = await resumed(start);
    expect(commentIds(again.events)).toEqual([mark]);
    await again.close();
  });

  it("has the followee's retractions and edits of what was done before the follow", async () => {
    const old = await act(friend);
    const older = await act(friend);
    await app.follow(viewer, friend);
    await app.mutate('EditComment', { commentId: old, body: 'Edited' }, friend);
    await app.mutate('DeleteComment', { commentId: older }, friend);
    expect(await home.take(2)).toMatchObject([
      { __typename: 'ActivityUpdated', activity: { comment: { id: old } } },
      { __typename: 'ActivityRetracted', subject: { id: older } },
    ]);
  });

  it("does not have the viewer's own activity", async () => {
    await app.follow(friend, viewer);
    const own = await act(viewer);
    await app.mutate('AddFavorite', { subjectId: own }, viewer);
    await app.follow(viewer, friend);
    await unfollow(friend);
    const mark = await act(marker);
    expect(commentIds(await home.take(1))).toEqual([mark]);
  });

  it('is its own of each viewer, and the same on all the devices of one', async () => {
    const other = await app.join(`other${round}`, { follow: [friend.username] });
    const theirs = await LiveFeed.open(app, 'LiveHomeFeed', {}, other);
    const device = await LiveFeed.open(app, 'LiveHomeFeed', {}, viewer);
    const byFriend = await act(friend);
    const byMarker = await act(marker);
    await app.follow(viewer, friend);
    const toBoth = await act(friend);
    for (const feed of [home, device])
      expect(commentIds(await feed.take(2))).toEqual([byMarker, toBoth]);
    expect(commentIds(await theirs.take(2))).toEqual([byFriend, toBoth]);
    await Promise.all([theirs.close(), device.close()]);
  });
});
