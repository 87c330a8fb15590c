import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

const SCHEMA = `{ __schema { types { name kind fields { name } inputFields { name } } } }`;

describe('an email address', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann', { email: 'ann.private@secret.example' });
    bob = await app.join('bob', { email: 'bob.private@secret.example' });
    const comment = await app.comment(ann, 'https://blog.example/one');
    await app.comment(bob, comment);
    await app.follow(bob, ann);
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
  });
  afterAll(() => app.close());

  it('is a field of the viewer alone', async () => {
    const { __schema } = await app.data(SCHEMA);
    const holders = __schema.types
      // What is done about an address has its name, and is no address.
      .filter(({ name }: any) => name !== 'Mutation')
      .filter((type: any) => type.fields?.some(({ name }: any) => /e-?mail|\bip\b/i.test(name)))
      .map((type: any) => type.name);
    expect(holders).toEqual(['Viewer']);
  });

  it('is in no answer about others', async () => {
    const page = { username: 'ann', first: 50 };
    const answers = await Promise.all([
      app.send(operations.ProfilePage, page, bob.token),
      app.send(operations.Followers, page, bob.token),
      app.send(operations.CommentsByProfile, page, bob.token),
      app.send(operations.PublicFeed, { first: 50 }, bob.token),
      app.send(operations.HomeFeed, { first: 50 }, bob.token),
      app.send(operations.Thread, { url: 'https://blog.example/one' }, bob.token),
      app.send(operations.SearchProfiles, { query: 'a' }, bob.token),
      app.send(operations.SearchProfiles, { query: 'ann.private' }, bob.token),
    ]);
    for (const { errors } of answers) expect(errors).toBeUndefined();
    expect(JSON.stringify(answers)).toContain('ann');
    expect(JSON.stringify(answers)).not.toContain('secret.example');
  });

  it('finds nobody', async () => {
    for (const query of ['ann.private', 'ann.private@secret.example', 'secret']) {
      const { searchProfiles } = await app.data(operations.SearchProfiles, { query });
      expect(searchProfiles.edges).toEqual([]);
    }
    const username = 'ann.private@secret.example';
    expect((await app.data(operations.ProfilePage, { username })).profile).toBeNull();
  });
});
