import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const PAGE = 'https://blog.example/groups';

/** What a client sends to subscribe. */
interface Payload {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const COMMENT = (fields: string) =>
  `... on FeedCheckpoint { isLive } ... on ActivityAdded { activity { ... on CommentActivity { comment { ${fields} } } } }`;
const live = (fields: string, more = '') =>
  `subscription Live($after: String${more}) { publicFeed(after: $after) { ${COMMENT(fields)} } }`;

const WORDS = live('body author { username }');
const REPLIES = live(
  'inReplyTo { replies(first: $count) { edges { node { body @include(if: $words) } } } }',
  ', $count: Int = 1, $words: Boolean! = true',
);
const AFTER_TWICE = live('id replies(after: $after) { totalCount }');
const TWO = `subscription One($after: String) { publicFeed(after: $after) { ${COMMENT('body')} } }
  subscription Other($after: String) { publicFeed(after: $after) { ${COMMENT('url')} } }`;
const PRIVATE = live('body viewerHasFavorited');

describe('subscribers of one event', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let root: { id: string };
  let start: string;
  let cursor: string;
  const sockets: RawSocket[] = [];

  const head = async (): Promise<string> =>
    (await app.data(operations.PublicFeed, { first: 1 })).publicFeed.liveCursor;
  const after = (value: string | null): Payload => ({ query: WORDS, variables: { after: value } });
  const literal = (value: string): Payload => ({
    query: `subscription { publicFeed(after: "${value}") { ${COMMENT('body')} } }`,
  });

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob] = [await app.join('ann'), await app.join('bob')];
    start = await head();
    root = await app.comment(ann, PAGE);
    await app.comment(ann, root, 'The first');
    await app.comment(ann, root, 'The second');
    cursor = await head();
  });
  afterEach(async () => {
    await Promise.all(sockets.splice(0).map((socket) => socket.close()));
  });
  afterAll(() => app.close());

  const isLive = (socket: RawSocket, id: string) =>
    socket.until(() => socket.feed(id).some((message) => message?.isLive));
  const subscribe = async (
    { query, variables = {}, operationName }: Payload,
    by: Member | null,
  ) => {
    const socket = await RawSocket.ready(app, by);
    sockets.push(socket);
    socket.subscribe('1', query, variables, operationName === undefined ? {} : { operationName });
    await isLive(socket, '1');
    return socket;
  };
  /** Has Ann reply. @returns what each socket was told of it, how often it was rendered and how often dispatched */
  const reply = async () => {
    const lengths = sockets.map((socket) => socket.of('1').length);
    const { renderings, deliveries } = app.app.stats;
    await app.comment(ann, root, 'The newest');
    const told = await Promise.all(
      sockets.map(async (socket, index) => {
        await socket.until(() => socket.of('1').length > lengths[index]!);
        return socket.of('1').at(-1).payload;
      }),
    );
    return {
      told,
      renderings: app.app.stats.renderings - renderings,
      deliveries: app.app.stats.deliveries - deliveries,
    };
  };
  /** The first reply that all are dispatched, rather than one that somebody reads from the log. */
  const firstShared = async () => {
    for (;;) {
      const replied = await reply();
      if (replied.deliveries === sockets.length) return replied;
    }
  };
  const renderingsFor = async (...subscribed: [Payload, Member | null][]) => {
    for (const [payload, by] of subscribed) await subscribe(payload, by);
    return (await firstShared()).renderings;
  };

  it.each<[string, () => [Payload, Payload]]>([
    ['the same text', () => [{ query: WORDS }, { query: WORDS }]],
    ['no cursor and none given', () => [{ query: WORDS }, after(null)]],
    ['different cursors to begin after', () => [after(start), after(cursor)]],
    [
      'a cursor by another name',
      () => [
        { query: WORDS.replaceAll('$after', '$from'), variables: { from: start } },
        { query: WORDS.replaceAll('$after', '$from'), variables: { from: cursor } },
      ],
    ],
    ['the same cursor in the text', () => [literal(cursor), literal(cursor)]],
    [
      'the same variables in another order',
      () => [
        { query: REPLIES, variables: { count: 2, words: true } },
        { query: REPLIES, variables: { words: true, count: 2 } },
      ],
    ],
    ['the same default values', () => [{ query: REPLIES }, { query: REPLIES }]],
    [
      'the same operation of two',
      () => [
        { query: TWO, operationName: 'One' },
        { query: TWO, operationName: 'One' },
      ],
    ],
  ])('share its rendering: %s', async (_why, payloads) => {
    const [one, other] = payloads();
    expect(await renderingsFor([one, ann], [other, bob], [one, null], [other, ann])).toBe(1);
  });

  it.each<[string, () => [Payload, Payload]]>([
    ['another text', () => [{ query: WORDS }, { query: `${WORDS} ` }]],
    ['another cursor in the text', () => [literal(start), literal(cursor)]],
    [
      'another value of a variable',
      () => [
        { query: REPLIES, variables: { count: 2 } },
        { query: REPLIES, variables: { count: 3 } },
      ],
    ],
    [
      'another value than the default',
      () => [{ query: REPLIES }, { query: REPLIES, variables: { count: 2 } }],
    ],
    [
      'a variable that is null instead',
      () => [{ query: REPLIES }, { query: REPLIES, variables: { count: null } }],
    ],
    [
      'another operation of two',
      () => [
        { query: TWO, operationName: 'One' },
        { query: TWO, operationName: 'Other' },
      ],
    ],
    [
      'another cursor that something else depends on as well',
      () => [{ query: AFTER_TWICE }, { query: AFTER_TWICE, variables: { after: cursor } }],
    ],
  ])('do not share its rendering: %s', async (_why, payloads) => {
    const [one, other] = payloads();
    expect(await renderingsFor([one, ann], [other, ann], [one, bob], [other, bob])).toBe(2);
  });

  it('have renderings of their own, each, where one field is for the viewer', async () => {
    const payload = { query: PRIVATE };
    expect(await renderingsFor([payload, ann], [payload, bob], [payload, null])).toBe(3);
  });

  it('are each told what they asked for', async () => {
    const payloads = [
      { query: REPLIES },
      { query: REPLIES, variables: { count: 2 } },
      { query: TWO, operationName: 'One' },
      { query: TWO, operationName: 'Other' },
    ];
    for (const payload of payloads) await subscribe(payload, null);
    const { told } = await firstShared();
    const [first, second] = ['The first', 'The second'].map((body) => ({ node: { body } }));
    const inReplyTo = (edges: unknown) => ({ inReplyTo: { replies: { edges } } });
    expect(told.map(({ data }) => data.publicFeed.activity.comment)).toEqual([
      inReplyTo([first]),
      inReplyTo([first, second]),
      { body: 'The newest' },
      { url: expect.stringContaining(PAGE) },
    ]);
  });

  it('are not told of the fault of another', async () => {
    await subscribe({ query: AFTER_TWICE }, null);
    // A live cursor is none of a list of replies.
    await subscribe({ query: AFTER_TWICE, variables: { after: cursor } }, null);
    const { told } = await firstShared();
    expect(told).toMatchObject([{ data: { publicFeed: {} } }, { data: null, errors: [{}] }]);
    expect(told[0].errors).toBeUndefined();
  });

  it('share it with who comes later, whoever has gone', async () => {
    const first = await subscribe({ query: WORDS }, ann);
    await subscribe({ query: WORDS }, bob);
    await firstShared();
    await first.close();
    sockets.shift();
    expect(await renderingsFor([{ query: WORDS }, null])).toBe(1);
    for (const socket of sockets.splice(0)) await socket.close();
    expect(await renderingsFor([{ query: WORDS }, null], [{ query: WORDS }, ann])).toBe(1);
  });

  it('share it on one socket under different ids', async () => {
    const socket = await subscribe({ query: WORDS }, ann);
    socket.subscribe('2', WORDS);
    await isLive(socket, '2');
    for (;;) {
      const { renderings, deliveries } = await reply();
      if (deliveries < 2) continue;
      expect(renderings).toBe(1);
      break;
    }
    await socket.until(() => socket.of('2').length === socket.of('1').length);
    expect(socket.feed('2').at(-1)).toEqual(socket.feed('1').at(-1));
  });
});
