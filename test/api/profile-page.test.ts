import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

describe('a profile page', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob', { displayName: 'Bob B.' });
  });
  afterAll(() => app.close());

  it('shows the newest activity first', async () => {
    const comment = await app.comment(bob, 'https://blog.example/one', 'First *words*');
    await app.follow(bob, ann);
    const { profile } = await app.data(operations.ProfilePage, { username: 'BOB' });
    expect(profile).toMatchObject({ username: 'bob', displayName: 'Bob B.', commentCount: 1 });
    expect(profile.activity.edges.map((edge: any) => edge.node)).toMatchObject([
      { __typename: 'FollowActivity', followee: { username: 'ann' } },
      { __typename: 'CommentActivity', comment: { id: comment.id, body: 'First *words*' } },
    ]);
  });
});
