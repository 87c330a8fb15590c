import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { LiveFeed } from '../support/live';
import { Moderating } from '../support/moderating';
import { operations } from '../support/operations';

const WITH_SUBJECT = `subscription ($after: String) { publicFeed(after: $after) { __typename cursor
  ... on ActivityAdded { activity { __typename ... on CommentActivity { comment { id body author { username }
    inReplyTo { id body author { username } } } } } }
  ... on ActivityRetracted { activityType subject { ... on Comment { id body bodyHtml author { username } status } } }
  ... on FeedCheckpoint { isLive isStart } } }`;

describe('live feeds, where comments are moderated,', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let judge: Member;
  let number = 0;
  let url: string;
  let feeds: LiveFeed[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ({ ann, bob, judge } = await moderating.people());
  });
  beforeEach(() => {
    number += 1;
    url = `https://blog.example/live/${number}`;
  });
  afterEach(async () => {
    await Promise.all(feeds.map((feed) => feed.close()));
    feeds = [];
    expect(await auditCounts(app)).toEqual([]);
  });
  afterAll(() => app.close());

  const open = async (
    ...args: Parameters<typeof LiveFeed.open> extends [any, ...infer R] ? R : never
  ) => {
    const feed = await LiveFeed.open(app, ...args);
    feeds.push(feed);
    return feed;
  };
  const liveCursor = async (): Promise<string> =>
    (await app.data(operations.PublicFeed, { first: 1 })).publicFeed.liveCursor;
  /** Changes as a list of activities that a client keeps. */
  const kept = (feed: LiveFeed): Set<string> => {
    const ids = new Set<string>();
    for (const { __typename: type, activity, activityId } of feed.events)
      if (type === 'ActivityAdded') ids.add(activity.id);
      else if (type === 'ActivityRetracted') ids.delete(activityId);
    return ids;
  };

  it('tell of a comment when it is published, held, and published again', async () => {
    const all = await Promise.all([
      open('LivePublicFeed'),
      open('LivePostFeed', { url }),
      open('LiveProfileFeed', { username: 'ann' }),
      open('LiveHomeFeed', {}, bob),
    ]);
    /** One at a time: what is held when it is read is not told as added. */
    const nextOfEach = () => Promise.all(all.map(async (feed) => (await feed.take(1))[0]));
    const comment = await app.comment(ann, url, 'Now and again');
    const added = await nextOfEach();
    const { activity } = added[0];
    await moderating.decide(judge, comment, 'PENDING');
    await moderating.decide(judge, comment, 'SPAM');
    const retracted = await nextOfEach();
    await moderating.decide(judge, comment, 'PUBLISHED');
    const again = await nextOfEach();
    for (const event of added) expect(event).toMatchObject({ __typename: 'ActivityAdded' });
    for (const event of retracted)
      expect(event).toMatchObject({ __typename: 'ActivityRetracted', activityId: activity.id });
    for (const event of again)
      expect(event).toMatchObject({
        ...{ __typename: 'ActivityAdded', activity: { id: activity.id } },
        activity: { comment: { id: comment.id, body: 'Now and again' } },
      });
  });

  it('replay to the same end from before each of them', async () => {
    const cursors = [await liveCursor()];
    const comment = await app.comment(ann, url, 'Again and again');
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
    cursors.push(await liveCursor());
    for (const status of ['PENDING', 'PUBLISHED', 'REMOVED', 'PUBLISHED'] as const) {
      await moderating.decide(judge, comment, status);
      cursors.push(await liveCursor());
    }
    const { post } = { post: await moderating.thread(url, null) };
    expect(post.commentCount).toBe(1);
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 2 });
    const listed = publicFeed.edges.map(({ node }: any) => node.id).sort();
    for (const [index, after] of cursors.entries()) {
      const feed = await open('LivePublicFeed', { after });
      // Those who had seen it before each change begin with what they had.
      const had = new Set(index === 1 || index === 3 || index === 5 ? listed : []);
      for (const message of feed.events)
        if (message.__typename === 'ActivityAdded') had.add(message.activity.id);
        else if (message.__typename === 'ActivityRetracted') had.delete(message.activityId);
      expect([...had].sort()).toEqual(listed);
    }
  });

  it('pass over what is held when it is replayed, and tell that it is gone', async () => {
    const after = await liveCursor();
    const comment = await app.comment(ann, url, 'A secret');
    await moderating.decide(judge, comment, 'PUBLISHED');
    await moderating.decide(judge, comment, 'PENDING');
    const feed = await open('LivePublicFeed', { after });
    expect(kept(feed)).toEqual(new Set());
    expect(JSON.stringify(feed.messages)).not.toContain('A secret');
  });

  it('show the words of what is held to nobody, their author and moderators included', async () => {
    const watching = await Promise.all(
      [null, ann, bob, judge].map((by) => open({ query: WITH_SUBJECT }, {}, by)),
    );
    const top = await app.comment(ann, url, 'Hidden words');
    await app.comment(bob, top, 'First reply');
    await Promise.all(watching.map((feed) => feed.take(2)));
    await moderating.decide(judge, top, 'PENDING');
    for (const feed of watching) {
      const [retracted] = await feed.take(1);
      expect(retracted.subject).toEqual({
        ...{ id: top.id, body: '', bodyHtml: '', author: null, status: 'PUBLISHED' },
      });
    }
  });

  it('send notifications when a comment is published, and take them back', async () => {
    const top = await app.comment(bob, url, 'Top');
    const feed = await open('LiveNotifications', {}, bob);
    const reply = await app.comment(ann, top, 'Reply');
    const [first] = await feed.take(1);
    expect(first.notification).toMatchObject({ reason: 'REPLY' });
    await moderating.decide(judge, reply, 'SPAM');
    const [back] = await feed.take(1);
    expect(back).toMatchObject({
      ...{ __typename: 'NotificationRetracted', notificationId: first.notification.id },
    });
    await moderating.decide(judge, reply, 'PUBLISHED');
    const [again] = await feed.take(1);
    expect(again).toMatchObject({
      __typename: 'NotificationAdded',
      notification: { reason: 'REPLY', activity: { comment: { id: reply.id } } },
    });
  });
});
