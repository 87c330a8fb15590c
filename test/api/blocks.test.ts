import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

describe('blocking', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  let round = 0;
  beforeEach(async () => {
    round += 1;
    ann = await app.join(`ann${round}`);
    bob = await app.join(`bob${round}`);
  });

  const act = (name: 'Block' | 'Unblock' | 'Follow' | 'Unfollow', by: Member, profileId: string) =>
    app.mutate(name, { profileId }, by);
  const page = async (of: Member, by: Member | null = null) =>
    (await app.data(operations.ProfilePage, { username: of.username }, by)).profile;
  const refusal = (field: string, code: string) => [{ field: [field], code }];

  it('ends the follows between the two, with their counts and activities', async () => {
    const cy = await app.join(`cy${round}`);
    for (const [by, whom] of [
      [ann, bob],
      [bob, ann],
      [cy, ann],
      [bob, cy],
    ] as const)
      await app.follow(by, whom);
    const { profile, userErrors } = await act('Block', ann, bob.id);
    expect(userErrors).toEqual([]);
    expect(profile).toEqual({
      id: bob.id,
      viewerIsBlocking: true,
      viewerIsFollowing: false,
      followerCount: 0,
    });
    const shown = { ann: await page(ann), bob: await page(bob) };
    expect(shown.ann).toMatchObject({ followerCount: 1, followingCount: 0 });
    expect(shown.bob).toMatchObject({ followerCount: 0, followingCount: 1 });
    expect(shown.ann.activity.edges).toEqual([]);
    expect(shown.bob.activity.edges).toMatchObject([{ node: { followee: { id: cy.id } } }]);
    const { profile: listed } = await app.data(operations.Followers, { username: ann.username });
    expect(listed.followers.edges).toMatchObject([{ node: { id: cy.id } }]);
  });

  it('is known to the blocker alone', async () => {
    await act('Block', ann, bob.id);
    expect((await page(bob, ann)).viewerIsBlocking).toBe(true);
    expect((await page(ann, bob)).viewerIsBlocking).toBe(false);
    expect((await page(bob)).viewerIsBlocking).toBe(false);
  });

  it('keeps the blocked from following, and the blocker from following the blocked', async () => {
    await act('Block', ann, bob.id);
    for (const [by, whom] of [
      [bob, ann],
      [ann, bob],
    ] as const) {
      const { profile, userErrors } = await act('Follow', by, whom.id);
      expect(profile).toBeNull();
      expect(userErrors).toMatchObject(refusal('profileId', 'FORBIDDEN'));
    }
    expect(await page(ann)).toMatchObject({ followerCount: 0, followingCount: 0 });
  });

  it('keeps the blocked from replying to, mentioning and favoriting the blocker', async () => {
    const theirs = await app.comment(ann, URL, 'By the blocker');
    const own = await app.comment(bob, URL, 'By the blocked');
    await act('Block', ann, bob.id);
    const { commentCount } = (await app.data(operations.Thread, { url: URL })).post;
    const replied = await app.mutate('AddComment', { inReplyToId: theirs.id, body: 'But' }, bob);
    expect(replied.comment).toBeNull();
    expect(replied.userErrors).toMatchObject(refusal('inReplyToId', 'FORBIDDEN'));
    for (const name of [`@${ann.username}`, `(@${ann.username.toUpperCase()}),`]) {
      const body = `Hello ${name} there`;
      const mentioned = await app.mutate('AddComment', { postUrl: URL, body }, bob);
      expect(mentioned.comment).toBeNull();
      expect(mentioned.userErrors).toMatchObject(refusal('body', 'FORBIDDEN'));
      const edited = await app.mutate('EditComment', { commentId: own.id, body }, bob);
      expect(edited.userErrors).toMatchObject(refusal('body', 'FORBIDDEN'));
    }
    const favorited = await app.mutate('AddFavorite', { subjectId: theirs.id }, bob);
    expect(favorited.userErrors).toMatchObject(refusal('subjectId', 'FORBIDDEN'));
    const { post } = await app.data(operations.Thread, { url: URL });
    expect(post.commentCount).toBe(commentCount);
    const other = {
      postUrl: URL,
      body: `Hello ${ann.username}, write to me@${ann.username}.example`,
    };
    expect((await app.mutate('AddComment', other, bob)).userErrors).toEqual([]);
  });

  it('keeps the blocked from commenting on the posts of the blocker', async () => {
    const url = `https://ann.example/${round}`;
    const { post } = await app.comment(bob, url);
    const { source } = app.app.database;
    // Posts get an author by an import.
    await source.query(
      `UPDATE "post" SET "authorId" = (SELECT "id" FROM "profile" WHERE "username" = '${ann.username}')
       WHERE "url" = '${url}'`,
    );
    await act('Block', ann, bob.id);
    for (const place of [{ postUrl: url }, { postId: post.id }]) {
      const { userErrors } = await app.mutate('AddComment', { ...place, body: 'But' }, bob);
      expect(userErrors).toMatchObject(refusal(Object.keys(place)[0]!, 'FORBIDDEN'));
    }
    const favorited = await app.mutate('AddFavorite', { subjectId: post.id }, bob);
    expect(favorited.userErrors).toMatchObject(refusal('subjectId', 'FORBIDDEN'));
    const viewed = async (by: Member) => (await app.data(operations.Thread, { url }, by)).post;
    expect((await viewed(bob)).viewerCanComment).toBe(false);
    expect((await viewed(ann)).viewerCanComment).toBe(true);
  });

  it('lets the blocker still reply to, mention and favorite the blocked', async () => {
    const theirs = await app.comment(bob, URL);
    await act('Block', ann, bob.id);
    const reply = { inReplyToId: theirs.id, body: `@${bob.username} no` };
    expect((await app.mutate('AddComment', reply, ann)).userErrors).toEqual([]);
    expect((await app.mutate('AddFavorite', { subjectId: theirs.id }, ann)).userErrors).toEqual([]);
  });

  it('again changes nothing, and can be mutual', async () => {
    for (let times = 0; times < 2; times += 1) {
      const { profile, userErrors } = await act('Block', ann, bob.id);
      expect(userErrors).toEqual([]);
      expect(profile).toMatchObject({ viewerIsBlocking: true });
    }
    expect((await act('Block', bob, ann.id)).userErrors).toEqual([]);
    await act('Unblock', ann, bob.id);
    expect((await act('Follow', ann, bob.id)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    await act('Unblock', bob, ann.id);
    expect((await act('Follow', ann, bob.id)).userErrors).toEqual([]);
  });

  it('ends by unblocking, without the follows that it ended; again changes nothing', async () => {
    await app.follow(bob, ann);
    await act('Block', ann, bob.id);
    for (let times = 0; times < 2; times += 1) {
      const { profile, userErrors } = await act('Unblock', ann, bob.id);
      expect(userErrors).toEqual([]);
      expect(profile).toMatchObject({ id: bob.id, viewerIsBlocking: false });
    }
    expect(await page(ann)).toMatchObject({ followerCount: 0 });
    expect((await act('Follow', bob, ann.id)).userErrors).toEqual([]);
    expect(await page(ann)).toMatchObject({ followerCount: 1 });
  });

  it('is refused for oneself and for what is no profile', async () => {
    const self = await act('Block', ann, ann.id);
    expect(self).toMatchObject({ profile: null, userErrors: refusal('profileId', 'INVALID') });
    const { id } = await app.comment(bob, URL);
    for (const unknown of [id, 'x', Buffer.from('Profile:999999').toString('base64url')])
      for (const name of ['Block', 'Unblock'] as const) {
        const { profile, userErrors } = await act(name, ann, unknown);
        expect(profile).toBeNull();
        expect(userErrors).toMatchObject(refusal('profileId', 'NOT_FOUND'));
      }
  });

  it('needs somebody signed in', async () => {
    for (const name of ['Block', 'Unblock'] as const) {
      const { errors } = await app.send(operations[name], { input: { profileId: bob.id } });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });
});
