import { TestApp, type Member } from '../support/app';
import { largeWords } from '../support/large-words';
import { LiveFeed, type Message } from '../support/live';

const URL = 'https://blog.example/joining';
/** Takes long to read from the database, so that much is written while a replay or a dispatch is under way. */
const long = () => largeWords('x');
const MISSED = 80;
const MEANWHILE = 120;
const AT_ONCE = 3;
/** How many events a subscriber stays for once it is live. */
const FEW = 5;

/** Cursors alone: reading and sending them costs the clients of this test little. */
const QUERY = (field: string) => ({
  query: `subscription Cursors($after: String) { ${field} {
    __typename cursor ... on FeedCheckpoint { isLive } } }`,
});
const PUBLIC = QUERY('publicFeed(after: $after)');
const cursorsOf = (messages: readonly Message[]): string[] =>
  messages.map((message) => message.cursor);

describe('a subscriber that comes while others write', () => {
  let app: TestApp;
  let ann: Member;
  let others: Member[];

  /** All write at once: ann in short, the others at length. */
  const write = async (count: number) => {
    let begun = 0;
    const writer = async (by: Member) => {
      while (begun < count) {
        begun += 1;
        await app.comment(by, URL, by === ann ? 'Short' : long());
      }
    };
    await Promise.all([ann, ...others].map(writer));
  };

  beforeEach(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 200 });
    ann = await app.join('ann');
    others = await Promise.all(['bob', 'cat', 'dan'].map((name) => app.join(name)));
  });
  afterEach(() => app.close());

  it.each([
    ['a full feed after a cursor', PUBLIC, true],
    ['a full feed from now on', PUBLIC, false],
    ['a sparse feed after a cursor', QUERY('profileFeed(username: "ann", after: $after)'), true],
    ['a sparse feed from now on', QUERY('profileFeed(username: "ann", after: $after)'), false],
  ])('to %s has each event once, at whatever moment it comes', async (_name, query, isAfter) => {
    const all = await LiveFeed.open(app, PUBLIC);
    const those = await LiveFeed.open(app, query);
    const start = all.lastCursor;
    await write(MISSED);
    let isWriting = true;
    const writing = write(MEANWHILE).finally(() => (isWriting = false));
    const seen: { begin: string; cursors: string[] }[] = [];
    const subscriber = async () => {
      while (isWriting) {
        const feed = await LiveFeed.open(app, query, isAfter ? { after: start } : {});
        const count = feed.events.length + FEW;
        await feed.until(() => !isWriting || feed.events.length >= count);
        const cursors = cursorsOf(feed.events);
        await feed.close();
        seen.push({ begin: isAfter ? start : cursorsOf(feed.messages)[0]!, cursors });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, subscriber));
    await writing;
    await all.until(() => all.events.length === MISSED + MEANWHILE);
    const order = cursorsOf(all.messages);
    await those.until(
      () => order.indexOf(those.lastCursor) >= order.indexOf(cursorsOf(all.events).at(-1)!),
    );
    const expected = cursorsOf(those.events);
    for (const { begin, cursors } of seen) {
      const after = order.lastIndexOf(begin);
      const rest = expected.filter((cursor) => order.indexOf(cursor) > after);
      expect(cursors).toEqual(rest.slice(0, cursors.length));
    }
    expect(seen.length).toBeGreaterThan(AT_ONCE);
    await Promise.all([all.close(), those.close()]);
  });
});
