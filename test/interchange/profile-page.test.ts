import 'reflect-metadata';
import { join } from 'node:path';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importFile, importValues } from '../support/import';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';

const FILE = join(__dirname, '../fixtures/activitystreams/profile.json');

describe('an old profile page, imported', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await importFile(app, FILE);
  });
  afterAll(() => app.close());

  const page = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;

  it('lists the comments and the follow, newest first, under their own dates', async () => {
    const profile = await page('quillfeather');
    expect(profile).toMatchObject({
      username: 'QuillFeather',
      displayName: 'Quill Feather',
      isClaimed: false,
      commentCount: 2,
      followingCount: 1,
      joinedAt: null,
    });
    expect(profile.activity.edges.map((edge: any) => edge.node)).toMatchObject([
      {
        occurredAt: '2011-03-09T00:00:00.000Z',
        comment: { replyCount: 0, bodyFormat: 'TEXT', post: { url: 'https://bees.invalid/post' } },
      },
      {
        occurredAt: '2011-03-08T00:00:00.000Z',
        comment: { replyCount: 1, createdAt: '2011-03-08T00:00:00.000Z' },
      },
      {
        __typename: 'FollowActivity',
        occurredAt: '2011-03-07T00:00:00.000Z',
        followee: { displayName: 'The House Team' },
      },
    ]);
  });

  it('keeps every character of the words', async () => {
    const { activity } = await page('quillfeather');
    expect(activity.edges[0].node.comment.body).toBe(
      'A neighbour sent me here. I’ve kept bees for ten years, and I agree: "slowly" is the word.  Two blanks, too.',
    );
  });

  it('changes nothing when it is imported again', async () => {
    const before = await dump(app);
    const report = await importFile(app, FILE);
    expect(await dump(app)).toEqual(before);
    expect(report.counts).toMatchObject({ read: 3, alreadyThere: 3, comments: 0, newProfiles: 0 });
    expect(report.matchedProfiles).toBe(2);
  });

  it('is not streamed, and its counts are right', async () => {
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    await importValues(app, [new Foreigner('late').says('Hello', 'https://bees.invalid/post')]);
    const ann = await app.join('ann');
    await app.comment(ann, 'https://bees.invalid/post', 'Live words');
    await feed.until(() => feed.events.length > 0);
    expect(feed.events).toMatchObject([{ activity: { comment: { body: 'Live words' } } }]);
    await feed.close();
    expect(await auditCounts(app)).toEqual([]);
  });

  it('takes a lost reply off when the reply comes, from whatever file, and never below 0', async () => {
    const parent = 'https://profiles.invalid/quillfeather/comment/1';
    const bob = new Foreigner('bob');
    const counts = [];
    for (const words of ['Found it.', 'So did I.']) {
      const report = await importValues(app, [bob.says(words, parent)]);
      expect(report.counts.comments).toBe(1);
      const { activity } = await page('quillfeather');
      counts.push(activity.edges[1].node.comment.replyCount);
    }
    expect(counts).toEqual([1, 2]);
  });
});
