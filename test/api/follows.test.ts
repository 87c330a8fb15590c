import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

describe('following', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cy: Member;
  let now = Date.UTC(2030, 0, 1);

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
  });
  afterAll(() => app.close());

  let round = 0;
  beforeEach(async () => {
    round += 1;
    now += 1_000;
    ann = await app.join(`ann-${round}`);
    bob = await app.join(`bob-${round}`);
    cy = await app.join(`cy-${round}`);
  });

  const follow = (by: Member, profileId: string) => app.mutate('Follow', { profileId }, by);
  const unfollow = (by: Member, profileId: string) => app.mutate('Unfollow', { profileId }, by);
  const page = async (of: Member, by: Member | null = null) =>
    (await app.data(operations.ProfilePage, { username: of.username }, by)).profile;
  const counts = async (of: Member) => {
    const { followerCount, followingCount } = await page(of);
    return { followerCount, followingCount };
  };
  const activity = async (of: Member) =>
    (await page(of)).activity.edges.map(({ node }: any) => node);
  const list = async (which: 'Followers' | 'Following', of: Member, by: Member | null = null) => {
    const { profile } = await app.data(operations[which], { username: of.username }, by);
    return profile.followers ?? profile.following;
  };

  it('counts on both sides, and is shown to the follower', async () => {
    const { profile, userErrors } = await follow(ann, bob.id);
    expect(userErrors).toEqual([]);
    expect(profile).toEqual({ id: bob.id, viewerIsFollowing: true, followerCount: 1 });
    expect(await counts(ann)).toEqual({ followerCount: 0, followingCount: 1 });
    expect(await counts(bob)).toEqual({ followerCount: 1, followingCount: 0 });
    expect((await page(bob, ann)).viewerIsFollowing).toBe(true);
    expect((await page(bob, cy)).viewerIsFollowing).toBe(false);
    expect((await page(bob)).viewerIsFollowing).toBe(false);
    expect((await page(ann, bob)).viewerIsFollowing).toBe(false);
  });

  it('is told once in the activity of the follower', async () => {
    await follow(ann, bob.id);
    const told = await activity(ann);
    expect(told).toMatchObject([
      {
        __typename: 'FollowActivity',
        occurredAt: new Date(now).toISOString(),
        actor: { id: ann.id },
        followee: { id: bob.id },
      },
    ]);
    now += 1_000;
    const again = await follow(ann, bob.id);
    expect(again.userErrors).toEqual([]);
    expect(again.profile).toMatchObject({ viewerIsFollowing: true, followerCount: 1 });
    expect(await activity(ann)).toEqual(told);
    expect(await activity(bob)).toEqual([]);
  });

  it('can be ended, which takes its activity back; again changes nothing', async () => {
    await follow(ann, bob.id);
    const [told] = await activity(ann);
    for (let times = 0; times < 2; times += 1) {
      const { profile, userErrors } = await unfollow(ann, bob.id);
      expect(userErrors).toEqual([]);
      expect(profile).toEqual({ id: bob.id, viewerIsFollowing: false, followerCount: 0 });
      expect(await counts(ann)).toEqual({ followerCount: 0, followingCount: 0 });
      expect(await activity(ann)).toEqual([]);
      expect((await app.data(operations.Node, { id: told.id })).node).toBeNull();
      expect((await list('Followers', bob)).edges).toEqual([]);
    }
  });

  it('can begin anew, as a new activity under its own time', async () => {
    await follow(ann, bob.id);
    const [first] = await activity(ann);
    await unfollow(ann, bob.id);
    now += 60_000;
    await follow(ann, bob.id);
    const told = await activity(ann);
    expect(told).toMatchObject([{ occurredAt: new Date(now).toISOString() }]);
    expect(told[0].id).not.toBe(first.id);
    const { edges } = await list('Followers', bob);
    expect(edges).toMatchObject([{ followedAt: new Date(now).toISOString() }]);
  });

  it('is refused for oneself', async () => {
    const { profile, userErrors } = await follow(ann, ann.id);
    expect(profile).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['profileId'], code: 'INVALID' }]);
    expect(await counts(ann)).toEqual({ followerCount: 0, followingCount: 0 });
  });

  it('cannot be ended with a stranger, nor with oneself', async () => {
    for (const id of [bob.id, ann.id]) {
      const { profile, userErrors } = await unfollow(ann, id);
      expect(profile).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['profileId'], code: 'INVALID' }]);
    }
    await follow(bob, ann.id);
    expect((await unfollow(ann, bob.id)).userErrors).toHaveLength(1);
    expect(await counts(ann)).toEqual({ followerCount: 1, followingCount: 0 });
  });

  it('is refused for what is no profile', async () => {
    const comment = await app.comment(bob, 'https://blog.example/one');
    const unknown = Buffer.from('Profile:99999999').toString('base64url');
    for (const id of [unknown, comment.id, comment.post.id, '', 'ann', bob.username, '\u0000'])
      for (const act of [follow, unfollow]) {
        const { profile, userErrors } = await act(ann, id);
        expect(profile).toBeNull();
        expect(userErrors).toMatchObject([{ field: ['profileId'], code: 'NOT_FOUND' }]);
      }
    expect(await counts(ann)).toEqual({ followerCount: 0, followingCount: 0 });
  });

  it('needs somebody signed in', async () => {
    for (const name of ['Follow', 'Unfollow'] as const) {
      const { data, errors } = await app.send(operations[name], { input: { profileId: bob.id } });
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('is listed on both sides, newest first, with its time', async () => {
    const dee = await app.join(`dee-${round}`);
    const times: Record<string, string> = {};
    for (const [follower, followee] of [
      [bob, ann],
      [cy, ann],
      [dee, ann],
      [ann, dee],
      [ann, bob],
    ] as const) {
      now += 5_000;
      times[`${follower.id} ${followee.id}`] = new Date(now).toISOString();
      await follow(follower, followee.id);
    }
    const edge = (
      node: Member,
      follower: Member,
      followee: Member,
      viewerIsFollowing: boolean,
    ) => ({
      followedAt: times[`${follower.id} ${followee.id}`],
      node: { id: node.id, username: node.username, viewerIsFollowing },
    });
    const followers = await list('Followers', ann, ann);
    expect(followers.totalCount).toBe(3);
    expect(followers.edges).toMatchObject([
      edge(dee, dee, ann, true),
      edge(cy, cy, ann, false),
      edge(bob, bob, ann, true),
    ]);
    const following = await list('Following', ann, bob);
    expect(following.totalCount).toBe(2);
    expect(following.edges).toMatchObject([edge(bob, ann, bob, false), edge(dee, ann, dee, false)]);
  });

  it('counts right when many act at once', async () => {
    const fans = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => app.join(`fan${n}-${round}`)));
    await Promise.all([...fans, ...fans, ...fans].map((fan) => follow(fan, ann.id)));
    await Promise.all([
      ...fans.map((fan) => follow(ann, fan.id)),
      ...fans.slice(0, 3).map((fan) => unfollow(fan, ann.id)),
      ...fans.slice(0, 3).map((fan) => unfollow(fan, ann.id)),
    ]);
    expect(await counts(ann)).toEqual({ followerCount: 3, followingCount: 6 });
    const { edges, totalCount } = await list('Followers', ann);
    expect(totalCount).toBe(3);
    expect(edges.map((edge: any) => edge.node.id).sort()).toEqual(
      fans
        .slice(3)
        .map((fan) => fan.id)
        .sort(),
    );
    expect(await activity(fans[0]!)).toEqual([]);
    expect(await activity(fans[5]!)).toHaveLength(1);
  });
});
