import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { edgesOf, homeOf, readPage, readPages } from '../support/paging';

const URL = 'https://blog.example/one';

describe('a home feed', () => {
  let app: TestApp;
  let now = Date.UTC(2030, 0, 1);
  let reader: Member;
  let ann: Member;
  let bob: Member;
  let round = 0;

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    round += 1;
    now += 1_000;
    [reader, ann, bob] = (await Promise.all(
      ['reader', 'ann', 'bob'].map((name) => app.join(`${name}${round}`)),
    )) as [Member, Member, Member];
  });

  const bodies = async () =>
    edgesOf([await readPage(app, homeOf(reader), { first: 100 })]).map(
      ({ node }) => node.comment?.body ?? node.__typename,
    );

  it('has what the followees did, and nothing by others or the viewer', async () => {
    await app.comment(ann, URL, 'Before the follow');
    await app.follow(reader, ann);
    const own = await app.comment(reader, URL, 'Own');
    await app.comment(bob, URL, 'By a stranger');
    now += 1;
    await app.comment(ann, own, 'A reply to the viewer');
    await app.follow(ann, reader);
    await app.mutate('AddFavorite', { subjectId: own.id }, ann);
    expect(await bodies()).toEqual([
      ...['FavoriteActivity', 'FollowActivity', 'A reply to the viewer', 'Before the follow'],
    ]);
  });

  it('changes with whom the viewer follows, at once and for the past too', async () => {
    await app.comment(ann, URL, 'By ann');
    await app.comment(bob, URL, 'By bob');
    expect(await bodies()).toEqual([]);
    await app.follow(reader, ann);
    expect(await bodies()).toEqual(['By ann']);
    await app.follow(reader, bob);
    expect(await bodies()).toEqual(['By bob', 'By ann']);
    await app.mutate('Unfollow', { profileId: ann.id }, reader);
    expect(await bodies()).toEqual(['By bob']);
    await app.mutate('Block', { profileId: reader.id }, bob);
    expect(await bodies()).toEqual([]);
  });

  it('has no longer what was taken back, and shows edited words', async () => {
    await app.follow(reader, ann);
    const first = await app.comment(ann, URL, 'First');
    const second = await app.comment(ann, URL, 'Second');
    await app.follow(ann, bob);
    await app.mutate('AddFavorite', { subjectId: first.post.id }, ann);
    await app.mutate('EditComment', { commentId: first.id, body: 'First, edited' }, ann);
    await app.mutate('DeleteComment', { commentId: second.id }, ann);
    await app.mutate('RemoveFavorite', { subjectId: first.post.id }, ann);
    expect(await bodies()).toEqual(['FollowActivity', 'First, edited']);
    await app.mutate('Unfollow', { profileId: bob.id }, ann);
    expect(await bodies()).toEqual(['First, edited']);
  });

  it('is nobody’s without a viewer', async () => {
    const { viewer } = await app.data(operations.HomeFeed, { first: 5 });
    expect(viewer).toBeNull();
  });

  it('is in order where everything happens at one instant', async () => {
    await app.follow(reader, ann);
    await app.follow(reader, bob);
    const expected: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      await app.comment(index % 3 === 0 ? ann : bob, URL, `Number ${index}`);
      expected.unshift(`Number ${index}`);
    }
    expect(await bodies()).toEqual(expected);
    for (const size of [1, 4, 30])
      for (const direction of ['forward', 'backward'] as const) {
        const pages = await readPages(app, homeOf(reader), size, direction);
        expect(edgesOf(pages).map(({ node }) => node.comment.body)).toEqual(expected);
      }
  });
});
