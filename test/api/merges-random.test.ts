import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { merge, unclaim } from '../support/merging';
import { operations } from '../support/operations';
import { Random } from '../support/random';

const STEPS = 120;

/** What everybody can see of a profile, by what it is about. */
interface Lists {
  readonly comments: string[];
  readonly activities: any[];
  readonly followers: string[];
  readonly following: string[];
}

describe.each([1, 2, 3])('a merge of two busy profiles (seed %i)', (seed) => {
  const random = new Random(seed);
  let app: TestApp;
  let members: Member[];
  const comments: { id: string; by: Member }[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    members = await Promise.all(['ann', 'bob', 'cat', 'dan', 'eve'].map((name) => app.join(name)));
  });
  afterAll(() => app.close());

  async function act(): Promise<void> {
    const by = random.one(members);
    const other = random.one(members);
    const { id } = comments.length === 0 ? await comment(by) : random.one(comments);
    switch (random.below(9)) {
      case 0:
      case 1:
        await comment(by, id, `@${random.one(members).username} and @${other.username}`);
        break;
      case 2:
        await comment(by);
        break;
      case 3:
      case 4:
        await app.mutate('Follow', { profileId: other.id }, by);
        break;
      case 5:
      case 6:
        await app.mutate('AddFavorite', { subjectId: id }, by);
        break;
      case 7:
        await app.mutate('RemoveFavorite', { subjectId: id }, by);
        break;
      case 8:
        if (random.below(3) === 0) await app.mutate('Block', { profileId: other.id }, by);
        else await app.mutate('Unblock', { profileId: other.id }, by);
    }
  }

  async function comment(by: Member, inReplyToId: string | null = null, body = 'Words') {
    const place = inReplyToId === null ? { postUrl: 'https://blog.example/' } : { inReplyToId };
    const { comment: made } = await app.mutate('AddComment', { ...place, body }, by);
    const known = made ? { id: made.id as string, by } : { id: inReplyToId ?? '', by };
    if (made) comments.push(known);
    return known;
  }

  async function listsOf({ username }: Member): Promise<Lists> {
    const page = { username, first: 100 };
    const read = async (name: keyof typeof operations) =>
      (await app.data(operations[name], page)).profile;
    const nodes = (connection: any) => connection.edges.map(({ node }: any) => node);
    const names = (connection: any) => nodes(connection).map((node: any) => node.username);
    return {
      comments: nodes((await read('CommentsByProfile')).comments).map(({ id }: any) => id),
      activities: nodes((await read('ProfilePage')).activity),
      followers: names((await read('Followers')).followers),
      following: names((await read('Following')).following),
    };
  }

  const union = (one: string[], other: string[], except: string[] = []) =>
    [...new Set([...one, ...other])].filter((item) => !except.includes(item)).sort();
  /** What a follow or a favorite is of; a comment is its own. */
  const aboutOf = ({ comment: made, followee, subject }: any): string =>
    made?.id ?? followee?.username ?? subject.id;

  it('leaves one with what the two had', async () => {
    for (let step = 0; step < STEPS; step += 1) await act();
    const [ann, bob] = members as [Member, Member];
    const [into, from] = [await listsOf(ann), await listsOf(bob)];
    const both = [ann.username, bob.username];
    const blocked = await blocksOf([ann, bob]);
    await unclaim(app, bob);
    await merge(app, bob, ann);
    const merged = await listsOf(ann);
    expect(await auditCounts(app)).toEqual([]);
    expect([...merged.comments].sort()).toEqual(union(into.comments, from.comments));
    const gone = [...both, ...blocked];
    expect([...merged.followers].sort()).toEqual(union(into.followers, from.followers, gone));
    expect([...merged.following].sort()).toEqual(union(into.following, from.following, gone));
    expect(merged.activities.map(aboutOf).sort()).toEqual(
      [...into.activities, ...from.activities]
        .filter((activity, index, all) => !isDoubled(activity, index, all))
        .map(aboutOf)
        .filter((about) => !gone.includes(about))
        .sort(),
    );
    expect(into.activities.length * from.activities.length).toBeGreaterThan(50);
    expect((await listsOf(bob)).comments).toEqual(merged.comments);
  });

  /** A second follow or favorite of the same; comments are all different. */
  const isDoubled = (activity: any, index: number, all: any[]) =>
    all.findIndex(
      (other) => other.__typename === activity.__typename && aboutOf(other) === aboutOf(activity),
    ) < index;

  /** Everybody whom one of them blocks or who blocks one of them. */
  async function blocksOf(people: Member[]): Promise<string[]> {
    const rows: { username: string }[] = await app.app.database.source.query(
      `SELECT p."username" FROM "block" AS b
        JOIN "profile" AS x ON x."id" IN (b."blockerId", b."blockedId")
        JOIN "profile" AS p ON p."id" IN (b."blockerId", b."blockedId") AND p."id" <> x."id"
        WHERE x."username" IN (${people.map(({ username }) => `'${username}'`).join(', ')})`,
    );
    return rows.map(({ username }) => username);
  }
});
