import fc from 'fast-check';
import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';
import { operations } from '../support/operations';

const URL = 'https://blog.example/list-then-live';
const RUNS = 30;

/** A list whose items a live feed adds and retracts, as Bob sees both. */
interface Pair {
  readonly query: 'ProfilePage' | 'HomeFeed' | 'PublicFeed' | 'Notifications';
  readonly live: LiveOperation;
  readonly connection: (data: any) => any;
  readonly added: (message: Message) => string | undefined;
  readonly retracted: (message: Message) => string | undefined;
}

const activities = {
  added: (message: Message) =>
    message.__typename === 'ActivityAdded' ? message.activity.id : undefined,
  retracted: (message: Message) => message.activityId,
};

const PAIRS: readonly Pair[] = [
  {
    ...{ query: 'ProfilePage', live: 'LiveProfileFeed', ...activities },
    connection: (data) => data.profile.activity,
  },
  {
    ...{ query: 'HomeFeed', live: 'LiveHomeFeed', ...activities },
    connection: (data) => data.viewer.homeFeed,
  },
  {
    ...{ query: 'PublicFeed', live: 'LivePublicFeed', ...activities },
    connection: (data) => data.publicFeed,
  },
  {
    ...{ query: 'Notifications', live: 'LiveNotifications' },
    connection: (data) => data.viewer.notifications,
    added: (message) => message.notification?.id,
    retracted: (message) => message.notificationId,
  },
];

/** One way in which reading, writing and subscribing fall together. */
const interleavings = fc.record({
  pair: fc.constantFrom(...PAIRS),
  pageSize: fc.integer({ min: 1, max: 6 }),
  /** How many writes are answered before each step of the reader: a page, or in the end the subscription. */
  pauses: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 6 }),
  /** What each of several hands does, one after the other: comment, or delete what it wrote first. */
  hands: fc.array(
    fc.array(fc.constantFrom('add', 'add', 'remove'), { minLength: 4, maxLength: 10 }),
    {
      ...{ minLength: 1, maxLength: 4 },
    },
  ),
});

type Interleaving = typeof interleavings extends fc.Arbitrary<infer Value> ? Value : never;

describe('a live feed that starts at the liveCursor of a list, while others write', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let root: { id: string };

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 400 });
    [ann, bob] = await Promise.all([app.join('ann'), app.join('bob')]);
    await app.follow(bob, ann);
    root = await app.comment(bob, URL);
    for (let index = 0; index < 8; index += 1) await app.comment(ann, root);
  });
  afterAll(() => app.close());

  const page = async ({ pair, pageSize }: Interleaving, after: string | null) => {
    const variables = { username: 'ann', first: pageSize, after };
    return pair.connection(await app.data(operations[pair.query], variables, bob));
  };

  it('never misses or repeats an item of its pages', async () => {
    await fc.assert(fc.asyncProperty(interleavings, check), { numRuns: RUNS });
  }, 120_000);

  async function check(way: Interleaving): Promise<void> {
    const writers = new Writers(app, ann, root);
    const writing = writers.write(way.hands);
    const [firstPause = 0, ...pauses] = way.pauses;
    await writers.answered(firstPause);
    const first = await page(way, null);
    const listed: string[] = idsOf(first);
    let last = first;
    for (const pause of pauses) {
      await writers.answered(pause);
      if (!last.pageInfo.hasNextPage) break;
      last = await page(way, last.pageInfo.endCursor);
      expect(last.liveCursor).toBe(first.liveCursor);
      listed.push(...idsOf(last));
    }
    const live = new LiveFeed(
      app,
      way.pair.live,
      { username: 'ann', after: first.liveCursor },
      bob,
    );
    await writing;
    const end = await page({ ...way, pageSize: 100 }, null);
    await live.until(() => live.messages.some(({ cursor }) => cursor === end.liveCursor));
    await live.close();
    const heard = (what: Pair['added']) => live.messages.flatMap((message) => what(message) ?? []);
    const [added, retracted] = [heard(way.pair.added), heard(way.pair.retracted)];
    // No item twice: neither on two pages, nor on a page and live.
    expect([...listed, ...added].sort()).toEqual([...new Set([...listed, ...added])].sort());
    // What is there now, as far down as the pages went, is what they and the feed have told of and not taken back.
    const known = new Set([...added, ...listed].filter((id) => !retracted.includes(id)));
    const now = idsOf(end);
    const depth = now.findLastIndex((id) => known.has(id)) + 1;
    expect(new Set(now.slice(0, depth))).toEqual(known);
    expect(depth).toBeGreaterThanOrEqual(
      Math.min(now.length, added.filter((id) => known.has(id)).length),
    );
  }
});

const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) =>
  edges.map(({ node }) => node.id);

/** Several hands that write at the same time. */
class Writers {
  private done = 0;
  private isOver = false;
  private onAnswer: () => void = () => undefined;

  constructor(
    private readonly app: TestApp,
    private readonly by: Member,
    private readonly root: { id: string },
  ) {}

  async write(hands: readonly (readonly string[])[]): Promise<void> {
    await Promise.all(hands.map((acts) => this.act(acts)));
    this.isOver = true;
    this.onAnswer();
  }

  /** Waits until so many more acts were answered, or all. */
  async answered(count: number): Promise<void> {
    const goal = this.done + count;
    while (this.done < goal && !this.isOver)
      await new Promise<void>((resolve) => (this.onAnswer = resolve));
  }

  private async act(acts: readonly string[]): Promise<void> {
    const own: string[] = [];
    for (const act of acts) {
      const commentId = act === 'remove' ? own.shift() : undefined;
      if (commentId === undefined) own.push((await this.app.comment(this.by, this.root)).id);
      else await this.app.mutate('DeleteComment', { commentId }, this.by);
      this.done += 1;
      this.onAnswer();
    }
  }
}
