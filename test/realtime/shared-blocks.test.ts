import { getOperationAST, parse } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { isShareable } from '../../src/schema/selection-audience';
import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { LiveCrowd } from './live-crowd';

const PAGE = 'https://blog.example/shared';
/** How many subscribers of each document every viewer is. */
const COPIES = 3;

/** Everything that tells of a person, wherever a message has comments. */
const MESSAGE = `fragment Message on FeedMessage { __typename cursor
    ... on ActivityAdded { activity { ...Told } }
    ... on ActivityUpdated { activity { ...Told } }
    ... on ActivityRetracted { subject { ... on Comment { ...Deep } ... on Post { ...Thread } } } }
  fragment Told on Activity { actor { username }
    ... on CommentActivity { comment { ...Deep } }
    ... on FavoriteActivity { subject { ... on Comment { ...Deep } ... on Post { ...Thread } } } }
  fragment Deep on Comment { ...Words
    inReplyTo { ...Words inReplyTo { ...Words } }
    replies(first: 9) { edges { node { ...Words replies(first: 9) { edges { node { ...Words } } } } } }
    post { ...Thread } }
  fragment Thread on Post { comments(first: 50) { edges { node { ...Words } } } }
  fragment Words on Comment { __typename id isDeleted body bodyHtml author { username } }`;

const FEEDS = [
  `subscription ($after: String) { profileFeed(username: "cy", after: $after) { ...Message } } ${MESSAGE}`,
  `subscription ($after: String) { postFeed(url: "${PAGE}", after: $after) { ...Message } } ${MESSAGE}`,
  `subscription ($after: String) { publicFeed(after: $after) { ...Message } } ${MESSAGE}`,
];
/** For those who are signed in. */
const HOME = `subscription ($after: String) { homeFeed(after: $after) { ...Message } } ${MESSAGE}`;

const OF_ADA = /"body":"Ada's[^}]*"username":"ada"/;

/** What is left of a message for somebody whom the author blocks. */
function without(author: string, part: any): any {
  if (Array.isArray(part)) return part.map((item) => without(author, item));
  if (typeof part !== 'object' || part === null) return part;
  const isTheirs = part.__typename === 'Comment' && part.author?.username === author;
  const told = isTheirs ? { ...part, author: null, body: '', bodyHtml: '', isDeleted: true } : part;
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key, without(author, value)]),
  );
}

type Told = any[][];

/** Bob and others follow what Cy does. Ada, of whom it tells only far down, blocks Bob at times. */
describe('a message shared by many, some of whom a person deep in it blocks', () => {
  let app: TestApp;
  let ada: Member;
  let bob: Member;
  let cy: Member;
  let dan: Member;
  let eve: Member;
  let reply: { id: string; post: { id: string } };
  /** A comment of Cy, to which Dan replied, and to him Ada. */
  let cys: { id: string };
  const crowds: LiveCrowd[] = [];

  const head = async (): Promise<string> =>
    (await app.data(operations.PublicFeed, { first: 1 })).publicFeed.liveCursor;
  const block = () => app.mutate('Block', { profileId: bob.id }, ada);
  const unblock = () => app.mutate('Unblock', { profileId: bob.id }, ada);
  const favorite = ({ id }: { id: string }) => app.mutate('AddFavorite', { subjectId: id }, cy);

  /** Subscribes a viewer to every feed, many times. @returns what to ask for the messages of each feed */
  const open = async (by: Member | null, after: string | null): Promise<() => Promise<Told>> => {
    const queries = by ? [...FEEDS, HOME] : FEEDS;
    const copies = queries.flatMap((query) => Array<string>(COPIES).fill(query));
    const crowd = new LiveCrowd(app, copies, { after }, by);
    crowds.push(crowd);
    await crowd.until(await head());
    return async () => {
      await crowd.until(await head());
      const told = crowd.feeds.map((feed) =>
        feed.take().filter((message) => message.__typename !== 'FeedCheckpoint'),
      );
      return queries.map((_query, index) => {
        const [first = [], ...others] = told.slice(index * COPIES, (index + 1) * COPIES);
        for (const other of others) expect(other).toEqual(first);
        return first;
      });
    };
  };
  /** Subscribes everybody. @returns what to ask for what Bob is told, and each of the others */
  const openAll = async (after: string | null = null) => {
    const tellers = await Promise.all([bob, dan, eve, null].map((by) => open(by, after)));
    return async () => {
      const [blind = [], ...seeing] = await Promise.all(tellers.map((tell) => tell()));
      return { blind, seeing };
    };
  };
  const expectHidden = ({ blind, seeing }: { blind: Told; seeing: Told[] }) => {
    for (const feeds of seeing)
      for (const [index, messages] of feeds.entries()) {
        expect(JSON.stringify(messages)).toMatch(OF_ADA);
        expect(blind[index]).toEqual(without('ada', messages));
      }
    expect(JSON.stringify(blind)).not.toMatch(/Ada's|"ada"/);
  };
  const expectShown = ({ blind, seeing }: { blind: Told; seeing: Told[] }) => {
    for (const messages of blind) expect(JSON.stringify(messages)).toMatch(OF_ADA);
    for (const feeds of seeing) expect(feeds).toEqual(blind.slice(0, feeds.length));
  };

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 500 });
    ada = await app.join('ada');
    cy = await app.join('cy');
    dan = await app.join('dan', { follow: ['cy'] });
    bob = await app.join('bob', { follow: ['cy'] });
    eve = await app.join('eve', { follow: ['cy'] });
  });
  beforeEach(async () => {
    const adas = await app.comment(ada, PAGE, "Ada's words");
    reply = await app.comment(dan, adas, 'A reply to them');
    cys = await app.comment(cy, PAGE, 'What began it');
    await app.comment(ada, await app.comment(dan, cys, 'A reply'), "Ada's answer");
  });
  afterEach(async () => {
    await Promise.all(crowds.splice(0).map((crowd) => crowd.close()));
    await unblock();
  });
  afterAll(() => app.close());

  it('is of documents that all share', () => {
    for (const query of [...FEEDS, HOME]) {
      const document = parse(query);
      expect(isShareable(schema(), document, getOperationAST(document)!)).toBe(true);
    }
  });

  it.each<[string, (() => Promise<unknown>)[]]>([
    ['a comment beside theirs', [() => app.comment(cy, PAGE, 'Another')]],
    ['a reply to a reply to them', [() => app.comment(cy, reply, 'A further reply')]],
    ['a favorite of a reply to them', [() => favorite(reply)]],
    ['a favorite of the page', [() => favorite(reply.post)]],
    [
      'a favorite taken back of a reply to them',
      [() => favorite(reply), () => app.mutate('RemoveFavorite', { subjectId: reply.id }, cy)],
    ],
    [
      'an edit above theirs',
      [() => app.mutate('EditComment', { commentId: cys.id, body: 'New' }, cy)],
    ],
    ['a deletion above theirs', [() => app.mutate('DeleteComment', { commentId: cys.id }, cy)]],
  ])('has a tombstone for these and words for the others: %s', async (_name, acts) => {
    await block();
    const start = await head();
    const tell = await openAll();
    for (const act of acts) await act();
    expectHidden(await tell());
    const replay = await openAll(start);
    expectHidden(await replay());
  });

  it('has it from the next message on when they are blocked meanwhile, until they no longer are', async () => {
    const start = await head();
    const tell = await openAll();
    await app.comment(cy, reply, 'Before the block');
    expectShown(await tell());
    await block();
    await app.comment(cy, reply, 'During the block');
    expectHidden(await tell());
    const replay = await openAll(start);
    expectHidden(await replay());
    await unblock();
    await app.comment(cy, reply, 'After the block');
    expectShown(await tell());
    expectShown(await replay());
  });
});
