import { PASSWORD, TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Moderating } from '../support/moderating';
import { operations } from '../support/operations';

describe('a comment that stays when its author deletes their account', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let judge: Member;
  let number = 0;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    bob = await app.join('bob');
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  beforeEach(async () => {
    number += 1;
    url = `https://blog.example/${number}`;
    ann = await app.join(`ann${number}`);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  const leave = async () => {
    const input = { password: PASSWORD, words: 'KEEP' };
    expect((await app.mutate('DeleteAccount', input, ann)).userErrors).toEqual([]);
  };
  const newestInFeed = async () => {
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 1 });
    return publicFeed.edges[0].node.comment?.id;
  };

  it('is published as any other where it was held before', async () => {
    const held = await app.comment(ann, url, `Hello @${bob.username}`);
    await moderating.decide(judge, held, 'PENDING');
    await leave();
    expect(await moderating.decide(judge, held, 'PUBLISHED')).toMatchObject({
      ...{ status: 'PUBLISHED', body: `Hello @${bob.username}` },
    });
    expect(await moderating.thread(url, null)).toMatchObject({ commentCount: 1 });
    expect(await newestInFeed()).toBe(held.id);
  });

  it('is held, and published again', async () => {
    const comment = await app.comment(ann, url);
    await app.mutate('AddFavorite', { subjectId: comment.id }, bob);
    await leave();
    await moderating.decide(judge, comment, 'SPAM');
    expect(await moderating.thread(url, null)).toMatchObject({ commentCount: 0 });
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await moderating.thread(url, null)).toMatchObject({ commentCount: 1 });
  });
});
