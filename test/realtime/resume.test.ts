import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';

const URL = 'https://blog.example/resume';
/** Several pages of a replay. */
const MANY = 450;

const idsOf = (events: readonly Message[]) =>
  events.map((event) => event.activity?.comment?.id ?? event.activity?.__typename);

describe('a feed that is resumed', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  const feeds: LiveFeed[] = [];

  const open = async (operation: LiveOperation, variables: object = {}, by?: Member) => {
    const feed = await LiveFeed.open(app, operation, { ...variables }, by);
    feeds.push(feed);
    return feed;
  };
  /** A cursor of now. */
  const cursor = async () => (await open('LivePublicFeed')).lastCursor;
  const comments = async (count: number, by = ann) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await app.comment(by, URL)).id);
    return ids;
  };

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 400 });
    [ann, bob] = await Promise.all([app.join('ann'), app.join('bob')]);
    await app.follow(bob, ann);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
  });
  afterAll(() => app.close());

  it.each([
    ['LiveProfileFeed', { username: 'ann' }],
    ['LiveHomeFeed', {}],
    ['LivePostFeed', { url: URL }],
    ['LivePublicFeed', {}],
  ] as const)(
    '%s brings what was missed in order, then a checkpoint, then what happens',
    async (name, of) => {
      const first = await open(name, of, bob);
      const seen = await comments(2);
      expect(idsOf(await first.take(2))).toEqual(seen);
      const after = first.lastCursor;
      first.drop();
      const missed = await comments(5);
      const second = await open(name, { ...of, after }, bob);
      expect(second.messages.map((message) => message.__typename)).toEqual([
        ...missed.map(() => 'ActivityAdded'),
        'FeedCheckpoint',
      ]);
      expect(second.messages.at(-1)).toMatchObject({ isLive: true, isStart: false });
      const live = await comments(2);
      expect(idsOf(await second.take(7))).toEqual([...missed, ...live]);
    },
  );

  it('brings only the checkpoint when nothing was missed', async () => {
    const after = await cursor();
    const feed = await open('LivePublicFeed', { after });
    expect(feed.messages).toEqual([
      { __typename: 'FeedCheckpoint', cursor: after, isLive: true, isStart: false },
    ]);
  });

  it('goes on from any message of any feed', async () => {
    const publicly = await open('LivePublicFeed');
    const ofPost = await open('LivePostFeed', { url: URL });
    const [byAnn] = await comments(1);
    const [byBob] = await comments(1, bob);
    const [last] = await comments(1);
    const cursors = (await publicly.take(3)).map((message) => message.cursor);
    expect((await ofPost.take(3)).map((message) => message.cursor)).toEqual(cursors);
    const events = async (name: LiveOperation, of: object, index: number) =>
      idsOf((await open(name, { ...of, after: cursors[index] }, bob)).events);
    expect(await events('LivePublicFeed', {}, 0)).toEqual([byBob, last]);
    expect(await events('LiveHomeFeed', {}, 0)).toEqual([last]);
    expect(await events('LiveHomeFeed', {}, 1)).toEqual([last]);
    expect(await events('LiveProfileFeed', { username: 'bob' }, 0)).toEqual([byBob]);
    expect(await events('LiveProfileFeed', { username: 'bob' }, 1)).toEqual([]);
    expect(await events('LivePostFeed', { url: URL }, 1)).toEqual([last]);
    expect(byAnn).toBeDefined();
  });

  it('passes over what is retracted since, and brings the retraction', async () => {
    const after = await cursor();
    const [gone, kept] = await comments(2);
    await app.mutate('EditComment', { commentId: gone, body: 'Edited' }, ann);
    await app.mutate('AddFavorite', { subjectId: kept }, bob);
    await app.mutate('DeleteComment', { commentId: gone }, ann);
    await app.mutate('RemoveFavorite', { subjectId: kept }, bob);
    const feed = await open('LivePublicFeed', { after });
    expect(feed.events).toMatchObject([
      { __typename: 'ActivityAdded', activity: { comment: { id: kept, favoriteCount: 0 } } },
      {
        __typename: 'ActivityRetracted',
        activityType: 'COMMENT',
        subject: { id: gone, isDeleted: true },
      },
      { __typename: 'ActivityRetracted', activityType: 'FAVORITE', subject: { id: kept } },
    ]);
  });

  it('shows everything as it is now, not as it was then', async () => {
    const after = await cursor();
    const [root] = await comments(1);
    await app.mutate('EditComment', { commentId: root, body: 'Edited later' }, ann);
    const reply = await app.comment(bob, { id: root! });
    const feed = await open('LiveProfileFeed', { username: 'ann', after });
    const activity = { comment: { id: root, body: 'Edited later', replyCount: 1 } };
    expect(feed.events).toMatchObject([
      { __typename: 'ActivityAdded', activity },
      { __typename: 'ActivityUpdated', activity },
    ]);
    expect(reply.inReplyTo.id).toBe(root);
  });

  it('says during a long replay how far it is, and each place is one to resume from', async () => {
    const after = await cursor();
    const written = await Promise.all(Array.from({ length: 9 }, () => comments(MANY / 9)));
    const feed = await open('LiveProfileFeed', { username: 'ann', after });
    const all = idsOf(feed.events);
    expect(all).toHaveLength(MANY);
    expect(new Set(all)).toEqual(new Set(written.flat()));
    const checkpoints = feed.messages.filter((message) => 'isLive' in message);
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    for (const [index, { cursor: place, isLive, isStart }] of checkpoints.entries()) {
      expect({ isLive, isStart }).toEqual({
        isLive: index === checkpoints.length - 1,
        isStart: false,
      });
      const before = feed.messages.findIndex(
        (message) => message.cursor === place && 'isLive' in message,
      );
      const seen = feed.messages
        .slice(0, before)
        .filter((message) => !('isLive' in message)).length;
      const rest = await open('LiveProfileFeed', { username: 'ann', after: place });
      expect(idsOf(rest.events)).toEqual(all.slice(seen));
    }
  });

  it('moves the cursor of a sparse feed by checkpoints', async () => {
    const sparse = await open('LiveProfileFeed', { username: 'bob' });
    const busy = await open('LivePublicFeed');
    await comments(5);
    await busy.take(5);
    const end = busy.events.at(-1).cursor;
    await sparse.until(() => sparse.lastCursor === end);
    expect(sparse.messages.at(-1)).toMatchObject({ isLive: true, isStart: false });
    expect(sparse.events).toEqual([]);
  });

  it('keeps telling a quiet feed that it is there', async () => {
    const feed = await open('LivePostFeed', { url: 'https://blog.example/quiet' });
    await feed.until(() => feed.messages.length >= 4);
    expect(feed.messages.slice(1, 4)).toMatchObject(
      Array(3).fill({ __typename: 'FeedCheckpoint', isLive: true, isStart: false }),
    );
  });

  it('of a page that nobody had commented on brings its first comments', async () => {
    const after = await cursor();
    const url = 'https://blog.example/first-comments';
    const early = await open('LivePostFeed', { url, after });
    const comment = await app.comment(ann, url);
    expect(idsOf(await early.take(1))).toEqual([comment.id]);
    const late = await open('LivePostFeed', { url, after });
    expect(idsOf(late.events)).toEqual([comment.id]);
  });
});
