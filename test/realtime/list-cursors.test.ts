import { TestApp, type Member } from '../support/app';
import { LiveFeed, type LiveOperation, type Message } from '../support/live';
import { operations } from '../support/operations';

const URL = 'https://blog.example/lists';
const WRITES = 40;
const PAGE = 4;

interface List {
  readonly name: string;
  readonly query: keyof typeof operations;
  /** The connection in the query's data. */
  readonly connection: (data: any) => any;
  readonly live: LiveOperation;
  /** The item that an event adds to the list, if it adds one. */
  readonly added: (event: Message) => string | undefined;
}

const activityOf = (event: Message) => event.activity?.id;
const commentOf = (event: Message) => event.activity?.comment?.id;

const LISTS: readonly List[] = [
  {
    name: 'a profile page',
    query: 'ProfilePage',
    connection: (data) => data.profile.activity,
    live: 'LiveProfileFeed',
    added: activityOf,
  },
  {
    name: 'a home feed',
    query: 'HomeFeed',
    connection: (data) => data.viewer.homeFeed,
    live: 'LiveHomeFeed',
    added: activityOf,
  },
  {
    name: 'the public feed',
    query: 'PublicFeed',
    connection: (data) => data.publicFeed,
    live: 'LivePublicFeed',
    added: activityOf,
  },
  {
    name: 'a thread',
    query: 'Thread',
    connection: (data) => data.post.comments,
    live: 'LivePostFeed',
    added: (event) => (event.activity?.comment?.inReplyTo ? undefined : commentOf(event)),
  },
  {
    name: 'the replies to a comment',
    query: 'Replies',
    connection: (data) => data.node.replies,
    live: 'LivePostFeed',
    added: (event) => (event.activity?.comment?.inReplyTo ? commentOf(event) : undefined),
  },
  {
    name: 'the comments of a profile',
    query: 'CommentsByProfile',
    connection: (data) => data.profile.comments,
    live: 'LiveProfileFeed',
    added: commentOf,
  },
];

describe('a list and the live feed that continues it', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let root: { id: string };

  const page = async ({ query, connection }: List, after?: string, first = PAGE) => {
    const variables = { username: 'ann', url: URL, commentId: root.id, first, after };
    return connection(await app.data(operations[query], variables, bob));
  };
  const idsOf = ({ edges }: any): string[] => edges.map((edge: any) => edge.node.id);

  /** Comments and replies, several at a time. @returns when all are there */
  const write = async () => {
    const writer = async () => {
      for (let index = 0; index < WRITES / 4; index += 1)
        await app.comment(ann, index % 2 === 0 ? URL : root);
    };
    await Promise.all([writer(), writer(), writer(), writer()]);
  };

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob] = await Promise.all([app.join('ann'), app.join('bob')]);
    await app.follow(bob, ann);
    root = await app.comment(ann, URL);
    await write();
  });
  afterAll(() => app.close());

  it.each(LISTS)('have together everything of $name, written meanwhile or not', async (list) => {
    const writing = write();
    const seen = new Set<string>();
    const cursors = new Set<string>();
    let after: string | undefined;
    const onFirstPage: string[] = [];
    for (;;) {
      const part = await page(list, after);
      if (cursors.size === 0) onFirstPage.push(...idsOf(part));
      for (const id of idsOf(part)) seen.add(id);
      cursors.add(part.liveCursor);
      if (!part.pageInfo.hasNextPage) break;
      after = part.pageInfo.endCursor;
    }
    expect(cursors.size).toBe(1);
    const [liveCursor] = cursors;
    const live = await LiveFeed.open(
      app,
      list.live,
      { username: 'ann', url: URL, after: liveCursor },
      bob,
    );
    await writing;
    const last = await app.comment(ann, URL);
    await live.until(() => live.events.some((event) => commentOf(event) === last.id));

    const added = live.events.flatMap((event) => list.added(event) ?? []);
    expect(new Set(added).size).toBe(added.length);
    expect(added.filter((id) => onFirstPage.includes(id))).toEqual([]);
    for (const id of added) seen.add(id);
    const all: string[] = [];
    for (let next: string | undefined; ;) {
      const part = await page(list, next, 100);
      all.push(...idsOf(part));
      if (!part.pageInfo.hasNextPage) break;
      next = part.pageInfo.endCursor;
    }
    expect([...seen].sort()).toEqual(all.sort());
    await live.close();
  });

  it('begin at the same place on the way back', async () => {
    const list = LISTS[0]!;
    const first = await page(list);
    const second = await page(list, first.pageInfo.endCursor);
    await app.comment(ann, URL);
    const back = await app.data(
      operations.ProfilePage,
      { username: 'ann', last: PAGE, before: second.pageInfo.startCursor },
      bob,
    );
    expect(back.profile.activity.liveCursor).toBe(first.liveCursor);
    expect(idsOf(back.profile.activity)).toEqual(idsOf(first));
  });
});
