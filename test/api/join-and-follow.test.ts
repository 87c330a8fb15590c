import { PASSWORD, TestApp } from '../support/app';
import { operations } from '../support/operations';

describe('joining with people to follow', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    for (const username of ['ann', 'Bob', 'cy']) await app.join(username);
  });
  afterAll(() => app.close());

  const join = (username: string, follow: (string | null)[] | null) =>
    app.mutate('Join', { username, email: `${username}@x.example`, password: PASSWORD, follow });
  const find = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;
  const followees = async (username: string) => {
    const { profile } = await app.data(operations.Following, { username });
    return profile.following.edges.map((edge: any) => edge.node.username).sort();
  };

  it('follows whom it names, with activities and counts, in one act', async () => {
    const { profile, userErrors } = await join('dee', ['ann', 'Bob']);
    expect(userErrors).toEqual([]);
    expect(profile.followingCount).toBe(2);
    expect(await followees('dee')).toEqual(['Bob', 'ann']);
    const page = await find('dee');
    const followed = page.activity.edges.map((edge: any) => edge.node.followee.username);
    expect(followed.sort()).toEqual(['Bob', 'ann']);
    expect(await find('ann')).toMatchObject({ followerCount: 1 });
  });

  it('knows names whatever their case, with "@" and white space, and follows each once', async () => {
    const { profile } = await join('eve', ['@ANN', 'ann', ' bob ', '@Bob', 'aNN']);
    expect(profile.followingCount).toBe(2);
    expect(await followees('eve')).toEqual(['Bob', 'ann']);
    expect((await find('eve')).activity.edges).toHaveLength(2);
  });

  it.each([null, []])('follows nobody for %j', async (follow) => {
    const { profile } = await join(`lone${follow === null}`, follow);
    expect(profile.followingCount).toBe(0);
  });

  it('does not follow the one who joins', async () => {
    const { profile, userErrors } = await join('narcissus', ['narcissus', 'cy']);
    expect(userErrors).toEqual([]);
    expect(profile.followingCount).toBe(1);
    expect(await followees('narcissus')).toEqual(['cy']);
  });

  it.each([
    ['an unknown name', 'nosuchname'],
    ['an empty name', ''],
    ['an email', 'ann@example.com'],
    ['a name with a wildcard', 'a%'],
  ])('fails whole for %s', async (_what, unknown) => {
    const before = (await find('cy')).followerCount;
    const { session, profile, userErrors } = await join('faye', ['cy', unknown, 'ann']);
    expect({ session, profile }).toEqual({ session: null, profile: null });
    expect(userErrors).toEqual([
      { field: ['follow', '1'], code: 'NOT_FOUND', message: 'There is no profile of this name.' },
    ]);
    expect(await find('faye')).toBeNull();
    expect(await find('cy')).toMatchObject({ followerCount: before });
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 100 });
    const actors = publicFeed.edges.map((edge: any) => edge.node.actor.username);
    expect(actors).not.toContain('faye');
  });

  it('leaves the name and the email free for the next try', async () => {
    await join('gus', ['nosuchname']);
    const { profile } = await join('gus', ['ann']);
    expect(profile).toMatchObject({ username: 'gus', followingCount: 1 });
  });

  it('takes at most 100 names', async () => {
    const many = (count: number) => Array.from({ length: count }, () => 'ann');
    const { session, userErrors } = await join('hal', many(101));
    expect(session).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['follow'], code: 'INVALID' }]);
    expect((await join('hal', many(100))).profile.followingCount).toBe(1);
  });
});
