import { TestApp, type Member } from '../support/app';
import { LiveFeed } from '../support/live';

describe('a live feed', () => {
  let app: TestApp;
  let ann: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  afterAll(() => app.close());

  it('starts with a checkpoint and brings what happens', async () => {
    const feed = await LiveFeed.open(app, 'LiveProfileFeed', { username: 'ann' });
    expect(feed.messages).toMatchObject([
      { __typename: 'FeedCheckpoint', isLive: true, isStart: true },
    ]);
    const comment = await app.comment(ann, 'https://blog.example/one');
    await feed.until(() => feed.events.length === 1);
    expect(feed.events).toMatchObject([
      { __typename: 'ActivityAdded', activity: { comment: { id: comment.id } } },
    ]);
    await feed.close();
  });
});
