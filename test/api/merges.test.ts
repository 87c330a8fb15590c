import { TestApp, PASSWORD, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { merge, unclaim } from '../support/merging';
import { toldTo } from '../support/notifications';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

describe('a merge', () => {
  let app: TestApp;
  let ann: Member;
  let old: Member;
  let bob: Member;
  let round = 0;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    ann = await app.join(`ann${round}`);
    old = await app.join(`old${round}`, { displayName: `Former ${round}` });
    bob = await app.join(`bob${round}`);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  async function mergeOld(): Promise<void> {
    await unclaim(app, old);
    await merge(app, old, ann);
  }
  const page = async (username: string, by: Member | null = null) =>
    (await app.data(operations.ProfilePage, { username, first: 100 }, by)).profile;
  const follows = async (which: 'Followers' | 'Following', username: string) => {
    const { profile } = await app.data(operations[which], { username, first: 100 });
    const list = profile[which.toLowerCase()];
    expect(list.totalCount).toBe(list.edges.length);
    return list.edges.map(({ node }: any) => node.username).sort();
  };
  const favorite = async (by: Member, { id }: { id: string }) =>
    (await app.mutate('AddFavorite', { subjectId: id }, by)).subject;

  it('gives comments, their thread and their activities to the profile that stays', async () => {
    const first = await app.comment(old, URL, 'Long ago');
    const reply = await app.comment(bob, first, 'A reply');
    await app.comment(ann, reply, 'Now');
    await mergeOld();
    const profile = await page(ann.username);
    expect(profile.commentCount).toBe(2);
    expect(profile.activity.edges.map(({ node }: any) => node.comment.body)).toEqual([
      'Now',
      'Long ago',
    ]);
    const { node } = await app.data(operations.Replies, { commentId: first.id, first: 5 });
    expect(node.replies.edges[0].node.inReplyTo.author.username).toBe(ann.username);
  });

  it('lets the old name and the old id lead to it', async () => {
    const former = old.username.toUpperCase();
    await mergeOld();
    expect(await page(former)).toMatchObject({ id: ann.id, username: ann.username });
    const { node } = await app.data(operations.Node, { id: old.id });
    expect(node).toEqual({ __typename: 'Profile', id: ann.id, username: ann.username });
    const { nodes } = await app.data(operations.Nodes, { ids: [old.id, bob.id, old.id] });
    expect(nodes.map(({ id }: any) => id)).toEqual([ann.id, bob.id, ann.id]);
    const { profile } = await app.mutate('Follow', { profileId: old.id }, bob);
    expect(profile).toMatchObject({ id: ann.id, viewerIsFollowing: true, followerCount: 1 });
    expect((await app.mutate('Unfollow', { profileId: old.id }, bob)).profile.followerCount).toBe(
      0,
    );
  });

  it('keeps the old name from everybody else, and lets it be followed, mentioned and signed in with', async () => {
    await mergeOld();
    const taken = {
      username: old.username,
      email: `other${round}@example.com`,
      password: PASSWORD,
    };
    expect((await app.mutate('Join', taken)).userErrors).toMatchObject([
      { field: ['username'], code: 'TAKEN' },
    ]);
    const cat = await app.join(`cat${round}`, { follow: [old.username, ann.username] });
    expect(await follows('Following', cat.username)).toEqual([ann.username]);
    await app.comment(bob, URL, `@${old.username} and @${ann.username}, hello`);
    expect(await toldTo(app, ann)).toEqual([
      `MENTION by ${bob.username}`,
      `FOLLOW by ${cat.username}`,
    ]);
    const signIn = await app.mutate('SignIn', { identifier: old.username, password: PASSWORD });
    expect(signIn.profile).toMatchObject({ id: ann.id });
  });

  it('finds the profile by what it is called now alone', async () => {
    await mergeOld();
    const found = async (query: string) =>
      (await app.data(operations.SearchProfiles, { query, first: 5 })).searchProfiles.edges.length;
    expect(await found(`Former ${round}`)).toBe(0);
    expect(await found(ann.username)).toBe(1);
  });

  it('lets the follows between the two end, and makes one of two', async () => {
    const cat = await app.join(`cat${round}`);
    await app.follow(ann, old);
    await app.follow(old, ann);
    await app.follow(bob, old);
    await app.follow(bob, ann);
    await app.follow(cat, ann);
    await app.follow(ann, cat);
    await app.follow(old, cat);
    await app.follow(old, bob);
    await mergeOld();
    expect(await follows('Followers', ann.username)).toEqual([bob.username, cat.username]);
    expect(await follows('Following', ann.username)).toEqual([bob.username, cat.username]);
    expect(await follows('Following', bob.username)).toEqual([ann.username]);
    expect(await follows('Followers', cat.username)).toEqual([ann.username]);
    // Of two that became one, the earlier tells of it.
    const followed = (await page(bob.username)).activity.edges;
    expect(followed.map(({ node }: any) => node.followee.username)).toEqual([ann.username]);
  });

  it('lets nobody follow whom the other blocks', async () => {
    await app.follow(bob, ann);
    await app.follow(ann, bob);
    await app.mutate('Block', { profileId: bob.id }, old);
    await app.mutate('Block', { profileId: old.id }, ann);
    await mergeOld();
    expect(await follows('Followers', ann.username)).toEqual([]);
    expect(await follows('Following', ann.username)).toEqual([]);
    expect((await page(bob.username, ann)).viewerIsBlocking).toBe(true);
    expect((await page(ann.username, ann)).viewerIsBlocking).toBe(false);
    const refused = await app.mutate('Follow', { profileId: ann.id }, bob);
    expect(refused.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('counts a favorite of both once, and keeps those of own comments', async () => {
    const comment = await app.comment(bob, URL);
    const own = await app.comment(old, URL);
    await favorite(old, comment);
    expect((await favorite(ann, comment)).favoriteCount).toBe(2);
    await favorite(ann, own);
    await favorite(old, comment.post);
    await mergeOld();
    expect((await favorite(bob, comment)).favoriteCount).toBe(2);
    expect(await favorite(ann, own)).toMatchObject({ favoriteCount: 1, viewerHasFavorited: true });
    expect(await favorite(ann, comment.post)).toMatchObject({ viewerHasFavorited: true });
  });

  it('tells the profile that stays what the other was told, once, and nothing of its own acts', async () => {
    const comment = await app.comment(old, URL);
    await app.comment(ann, comment, 'To myself');
    await app.comment(bob, comment, `A reply to @${ann.username} and @${old.username}`);
    await app.follow(ann, old);
    await app.follow(old, ann);
    await favorite(bob, comment);
    await mergeOld();
    expect(await toldTo(app, ann)).toEqual([
      `FAVORITE by ${bob.username}`,
      `REPLY by ${bob.username}`,
    ]);
  });

  it('completes the profile, and keeps what it says itself', async () => {
    await app.mutate('UpdateProfile', { about: 'Then', location: 'There' }, old);
    await app.mutate('UpdateProfile', { about: 'Now' }, ann);
    await mergeOld();
    expect(await page(ann.username)).toMatchObject({
      ...{ about: 'Now', location: 'There', isClaimed: true, displayName: ann.username },
    });
  });

  it('takes the account along where the profile that stays has none, and signs it out', async () => {
    await app.comment(ann, URL);
    await unclaim(app, old);
    await merge(app, ann, old);
    const { errors } = await app.send(operations.Viewer, {}, ann.token);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const { profile } = await app.mutate('SignIn', {
      identifier: `${ann.username}@example.com`,
      password: PASSWORD,
    });
    expect(profile).toMatchObject({ id: old.id, username: old.username });
    expect(await page(ann.username)).toMatchObject({
      id: old.id,
      isClaimed: true,
      commentCount: 1,
    });
  });

  it('of a profile into which another was merged takes that along', async () => {
    await app.comment(old, URL);
    const cat = await app.join(`cat${round}`);
    await app.comment(cat, URL);
    await unclaim(app, cat);
    await unclaim(app, old);
    await merge(app, cat, old);
    await merge(app, old, ann);
    for (const name of [cat.username, old.username])
      expect(await page(name)).toMatchObject({ id: ann.id, commentCount: 2 });
    expect((await app.data(operations.Node, { id: cat.id })).node.id).toBe(ann.id);
  });

  it('of two that are claimed is refused and changes nothing', async () => {
    await app.comment(old, URL);
    await expect(merge(app, old, ann)).rejects.toThrow('Both profiles are claimed');
    await expect(merge(app, ann, ann)).rejects.toThrow('the same profile');
    expect(await page(old.username)).toMatchObject({ id: old.id, commentCount: 1 });
    expect(await page(ann.username)).toMatchObject({ id: ann.id, commentCount: 0 });
  });
});
