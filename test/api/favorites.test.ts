import { toGlobalId } from '../../src/schema/global-id';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

const PAGE = 'https://blog.example/favorites';

describe('a favorite', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  const add = (subjectId: string, by = bob) => app.mutate('AddFavorite', { subjectId }, by);
  const remove = (subjectId: string, by = bob) => app.mutate('RemoveFavorite', { subjectId }, by);
  const activityOf = async (username: string): Promise<any[]> => {
    const { profile } = await app.data(operations.ProfilePage, { username, first: 100 });
    return profile.activity.edges.map((edge: any) => edge.node);
  };
  const favoritesBy = async (username: string) =>
    (await activityOf(username))
      .filter((node) => node.__typename === 'FavoriteActivity')
      .map((node) => node.subject.id);

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it.each(['Comment', 'Post'])('of a %s is counted and told', async (type) => {
    const comment = await app.comment(ann, `${PAGE}-${type}`);
    const id = type === 'Comment' ? comment.id : comment.post.id;
    const { subject, userErrors } = await add(id);
    expect(userErrors).toEqual([]);
    expect(subject).toEqual({ __typename: type, id, favoriteCount: 1, viewerHasFavorited: true });
    expect((await favoritesBy('bob'))[0]).toBe(id);
    const { post } = await app.data(operations.Thread, { url: `${PAGE}-${type}` }, ann);
    const [{ node }] = post.comments.edges;
    const [own, other] = type === 'Comment' ? [node, post] : [post, node];
    expect(own).toMatchObject({ favoriteCount: 1, viewerHasFavorited: false });
    expect(other).toMatchObject({ favoriteCount: 0, viewerHasFavorited: false });
  });

  it.each(['Comment', 'Post'])('of a %s counts once, and is gone once taken back', async (type) => {
    const comment = await app.comment(ann, PAGE);
    const id = type === 'Comment' ? comment.id : comment.post.id;
    const once = await add(id);
    expect(await add(id)).toEqual(once);
    expect((await favoritesBy('bob')).filter((subject) => subject === id)).toHaveLength(1);
    const { subject, userErrors } = await remove(id);
    expect(userErrors).toEqual([]);
    expect(subject).toMatchObject({ id, favoriteCount: 0, viewerHasFavorited: false });
    expect(await favoritesBy('bob')).not.toContain(id);
    expect(await remove(id)).toMatchObject({ subject: { favoriteCount: 0 }, userErrors: [] });
    expect((await add(id)).subject).toMatchObject({ favoriteCount: 1, viewerHasFavorited: true });
    expect((await favoritesBy('bob')).filter((subject) => subject === id)).toHaveLength(1);
  });

  it("takes back nobody else's", async () => {
    const { id } = await app.comment(ann, PAGE);
    await add(id, bob);
    const { subject } = await remove(id, ann);
    expect(subject).toMatchObject({ favoriteCount: 1, viewerHasFavorited: false });
    expect(await favoritesBy('bob')).toContain(id);
  });

  it("may be of one's own comment", async () => {
    const { id } = await app.comment(ann, PAGE);
    const { subject, userErrors } = await add(id, ann);
    expect(userErrors).toEqual([]);
    expect(subject).toMatchObject({ favoriteCount: 1, viewerHasFavorited: true });
  });

  it('of a deleted comment is refused', async () => {
    const tombstone = await app.comment(ann, PAGE);
    await app.comment(bob, tombstone);
    const leaf = await app.comment(ann, PAGE);
    for (const { id } of [tombstone, leaf]) {
      await app.mutate('DeleteComment', { commentId: id }, ann);
      const { subject, userErrors } = await add(id);
      expect(subject).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['subjectId'], code: 'INVALID' }]);
    }
  });

  it('goes with the comment that it is of, and its activity too', async () => {
    const top = await app.comment(ann, PAGE);
    await app.comment(ann, top);
    await add(top.id, ann);
    await add(top.id, bob);
    await add(top.post.id, bob);
    const { comment } = await app.mutate('DeleteComment', { commentId: top.id }, ann);
    expect(comment).toMatchObject({ isDeleted: true, favoriteCount: 0 });
    // Three log entries in one unit: the head has the mark of the last of them.
    expect(await auditCounts(app)).toEqual([]);
    expect(await favoritesBy('ann')).not.toContain(top.id);
    expect(await favoritesBy('bob')).not.toContain(top.id);
    expect(await favoritesBy('bob')).toContain(top.post.id);
    const { subject, userErrors } = await remove(top.id);
    expect(userErrors).toEqual([]);
    expect(subject).toMatchObject({ favoriteCount: 0, viewerHasFavorited: false });
  });

  it('stays with a comment whose words change', async () => {
    const { id } = await app.comment(ann, PAGE);
    await add(id);
    const { comment } = await app.mutate('EditComment', { commentId: id, body: 'New' }, ann);
    expect(comment.favoriteCount).toBe(1);
  });

  it('needs something that can be favorited', async () => {
    const { post } = await app.comment(ann, PAGE);
    const ids = [
      toGlobalId('Comment', 999_999),
      toGlobalId('Post', 999_999),
      ann.id,
      post.site.id,
      'nonsense',
      '',
    ];
    for (const id of ids)
      for (const answer of [await add(id), await remove(id)]) {
        expect(answer.subject).toBeNull();
        expect(answer.userErrors).toMatchObject([{ field: ['subjectId'], code: 'NOT_FOUND' }]);
      }
  });

  it('needs somebody who is signed in', async () => {
    const { id } = await app.comment(ann, PAGE);
    for (const operation of [operations.AddFavorite, operations.RemoveFavorite]) {
      const { data, errors } = await app.send(operation, { input: { subjectId: id } });
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('is counted exactly when many favorite at once, and take back at once', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 20 }, (_, index) => app.join(`crowd-${index}`)),
    );
    const { id, post } = await app.comment(ann, `${PAGE}-crowd`);
    const countOf = async () => {
      const found = await app.data(operations.Thread, { url: `${PAGE}-crowd` });
      const comment = found.post.comments.edges[0].node.favoriteCount;
      return { comment, post: found.post.favoriteCount };
    };
    const twice = [...crowd, ...crowd];
    await Promise.all(twice.flatMap((member) => [add(id, member), add(post.id, member)]));
    expect(await countOf()).toEqual({ comment: 20, post: 20 });
    expect(await auditCounts(app)).toEqual([]);
    const leaving = crowd.slice(0, 15);
    await Promise.all(
      [...leaving, ...leaving].flatMap((member) => [remove(id, member), remove(post.id, member)]),
    );
    expect(await countOf()).toEqual({ comment: 5, post: 5 });
  });
});
