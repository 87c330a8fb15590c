import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation } from '../support/live';

const URL = 'https://blog.example/blocks';

/** Asks for people in every place of a message where there is one. */
const NESTED = `subscription Nested($after: String) { publicFeed(after: $after) {
  __typename cursor ... on ActivityAdded { activity { actor { username }
    ... on CommentActivity { comment { body author { username }
      inReplyTo { body bodyHtml isDeleted author { username }
        inReplyTo { body isDeleted author { username } } } } }
    ... on FavoriteActivity { subject { ... on Comment { body inReplyTo { body author { username } } } } } } }
  ... on FeedCheckpoint { isLive } } }`;

describe('a live feed whose viewer is blocked meanwhile', () => {
  let app: TestApp;
  let blocker: Member;
  let viewer: Member;
  let other: Member;
  const feeds: LiveFeed[] = [];

  const open = async (
    operation: LiveOperation | 'Nested',
    variables: object,
    by: Member | null,
  ) => {
    const what = operation === 'Nested' ? { query: NESTED } : operation;
    const feed = await LiveFeed.open(app, what, { ...variables }, by);
    feeds.push(feed);
    return feed;
  };
  const block = () => app.mutate('Block', { profileId: viewer.id }, blocker);
  const unblock = () => app.mutate('Unblock', { profileId: viewer.id }, blocker);
  const favorite = (by: Member, { id }: { id: string }) =>
    app.mutate('AddFavorite', { subjectId: id }, by);
  /** What everybody but the blocked sees come next. */
  const marker = async () => (await app.comment(other, URL, 'Marker')).id;

  beforeAll(async () => {
    app = await TestApp.start();
    [blocker, viewer, other] = await Promise.all([
      app.join('blocker'),
      app.join('viewer'),
      app.join('other'),
    ]);
  });
  afterEach(async () => {
    await unblock();
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
  });
  afterAll(() => app.close());

  it.each([
    ['LiveProfileFeed', { username: 'blocker' }],
    ['LivePostFeed', { url: URL }],
    ['LivePublicFeed', {}],
  ] as const)(
    '%s stops bringing what the blocker does, until they unblock',
    async (name, variables) => {
      const theirs = await open(name, variables, viewer);
      const anonymous = await open(name, variables, null);
      const witness = await open(name, variables, other);
      const seeing = [anonymous, witness];
      const added = (comment: { id: string }) => [
        { __typename: 'ActivityAdded', activity: { comment: { id: comment.id } } },
      ];
      const before = await app.comment(blocker, URL);
      for (const feed of [theirs, ...seeing])
        expect(await feed.take(1)).toMatchObject(added(before));
      await block();
      const during = await app.comment(blocker, URL);
      for (const feed of seeing) expect(await feed.take(1)).toMatchObject(added(during));
      await app.mutate('EditComment', { commentId: before.id, body: 'Edited' }, blocker);
      await app.mutate('DeleteComment', { commentId: during.id }, blocker);
      for (const feed of seeing) await feed.take(2);
      await unblock();
      const after = await app.comment(blocker, URL);
      for (const feed of [theirs, ...seeing])
        expect(await feed.take(1)).toMatchObject(added(after));
    },
  );

  it('brings nothing that others do to the blocker, and goes on with the rest', async () => {
    const theirs = await app.comment(blocker, URL);
    const reply = await app.comment(other, URL);
    const feed = await open('LivePublicFeed', {}, viewer);
    const ofOther = await open('LiveProfileFeed', { username: 'other' }, viewer);
    const anonymous = await open('LivePublicFeed', {}, null);
    await block();
    await app.follow(other, blocker);
    await favorite(other, theirs);
    await app.comment(other, theirs);
    await app.mutate('Unfollow', { profileId: blocker.id }, other);
    await app.mutate('RemoveFavorite', { subjectId: theirs.id }, other);
    await favorite(other, reply);
    const mark = await marker();
    const rest = [
      { activity: { __typename: 'FavoriteActivity', subject: { id: reply.id } } },
      { activity: { comment: { id: mark } } },
    ];
    expect(await feed.take(2)).toMatchObject(rest);
    expect(await ofOther.take(2)).toMatchObject(rest);
    expect((await anonymous.take(7)).slice(-2)).toMatchObject(rest);
  });

  it('passes the same over on resuming', async () => {
    const start = (await open('LivePublicFeed', {}, viewer)).lastCursor;
    const theirs = await app.comment(blocker, URL);
    await app.comment(other, theirs);
    await block();
    const mark = await marker();
    const again = await open('LivePublicFeed', { after: start }, viewer);
    expect(again.events).toMatchObject([{ activity: { comment: { id: mark } } }]);
    const anonymous = await open('LivePublicFeed', { after: start }, null);
    expect(anonymous.events).toHaveLength(3);
  });

  it('does not tell of the blocker in any place of what others do', async () => {
    const theirs = await app.comment(blocker, URL, 'Words of the blocker');
    const reply = await app.comment(other, theirs, 'First reply');
    const feed = await open('Nested', {}, viewer);
    const anonymous = await open('Nested', {}, null);
    await app.comment(viewer, reply, 'Before the block');
    const [before] = await feed.take(1);
    expect(before.activity.comment.inReplyTo.inReplyTo).toMatchObject({
      body: 'Words of the blocker',
      author: { username: 'blocker' },
    });
    await block();
    await app.comment(viewer, reply, 'Second reply');
    await favorite(viewer, reply);
    await marker();
    const events = await feed.take(3);
    expect(events[0].activity.comment.inReplyTo).toEqual({
      body: 'First reply',
      bodyHtml: expect.stringContaining('First reply'),
      isDeleted: false,
      author: { username: 'other' },
      inReplyTo: { body: '', isDeleted: true, author: null },
    });
    expect(events[1].activity.subject.inReplyTo).toEqual({ body: '', author: null });
    expect(JSON.stringify(events)).not.toMatch(/blocker/);
    expect(JSON.stringify(await anonymous.take(4)).match(/Words of the blocker/g)).toHaveLength(3);
  });

  it('tells viewers of one feed apart, whatever they ask for', async () => {
    await block();
    const theirs = await app.comment(blocker, URL, 'Secret words');
    const reply = await app.comment(other, theirs, 'Before the block');
    const blind = await open('Nested', {}, viewer);
    const seeing = await open('Nested', {}, other);
    await app.comment(viewer, reply, 'To all');
    const [[hidden], [shown]] = await Promise.all([blind.take(1), seeing.take(1)]);
    expect(hidden.activity.comment.inReplyTo.inReplyTo).toMatchObject({ body: '', author: null });
    expect(shown.activity.comment.inReplyTo.inReplyTo).toMatchObject({
      body: 'Secret words',
      author: { username: 'blocker' },
    });
  });

  it('does not hide the viewer from the blocker', async () => {
    const feed = await open('LivePublicFeed', {}, blocker);
    await block();
    const comment = await app.comment(viewer, URL);
    expect(await feed.take(1)).toMatchObject([{ activity: { comment: { id: comment.id } } }]);
  });
});
