import type { Statement } from '../../src/database/statement';
import { TestApp, type Member } from '../support/app';
import { LiveFeed } from '../support/live';

const URL = 'https://blog.example/home-crowd';

/** Reads of follows and blocks, which say who is to be told of an event. */
const isOfRecipients = ({ sqlite: { text } }: Statement<unknown>) =>
  text.includes('"sinceSequence"') && text.includes('"followerCount"');

/** The node looks by itself at the log, and whether sessions are still open: once more or less. */
const isByTheClock = ({ sqlite: { text } }: Statement<unknown>) =>
  text.includes('"feed_log" AS l') || text.includes('"session"');

describe('home feeds of many viewers', () => {
  let app: TestApp;
  let ann: Member;
  let reads: Statement<unknown>[] = [];

  beforeAll(async () => {
    app = await TestApp.start({}, { onRead: (query) => reads.push(query) });
    ann = await app.join('ann');
  });
  afterAll(() => app.close());

  /** What is read to hand one event to so many home feeds, every other of which it is in. */
  async function readsFor(count: number): Promise<{ all: number; ofRecipients: number }> {
    const names = Array.from({ length: count }, (_none, index) => `viewer-${count}-${index}`);
    const viewers: Member[] = [];
    for (const [index, name] of names.entries())
      viewers.push(await app.join(name, index % 2 === 0 ? { follow: ['ann'] } : {}));
    const feeds = await Promise.all(
      viewers.map((viewer) => LiveFeed.open(app, 'LiveHomeFeed', {}, viewer)),
    );
    reads = [];
    const { id } = await app.comment(ann, URL);
    const followers = feeds.filter((_feed, index) => index % 2 === 0);
    await Promise.all(followers.map((feed) => feed.take(1)));
    const all = reads.filter((read) => !isByTheClock(read)).length;
    const ofRecipients = reads.filter(isOfRecipients).length;
    for (const [index, feed] of feeds.entries())
      expect(feed.events.map((event) => event.activity.comment.id)).toEqual(
        index % 2 === 0 ? [id] : [],
      );
    await Promise.all(feeds.map((feed) => feed.close()));
    return { all, ofRecipients };
  }

  it('are matched with an event by one statement, and shown it by one rendering', async () => {
    const few = await readsFor(2);
    const { stats } = app.app;
    const { renderings, deliveries } = stats;
    const many = await readsFor(24);
    expect(few.ofRecipients).toBe(1);
    expect(many).toEqual(few);
    // Each feed begins with a checkpoint of its own; the event is rendered once for the twelve who follow.
    expect(stats.deliveries - deliveries).toBe(24 + 12);
    expect(stats.renderings - renderings).toBe(24 + 1);
  });
});
