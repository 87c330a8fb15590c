import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/protocol';
const FOLLOWERS = (inner: string) => `followers(first: 100) { edges { node { ${inner} } } }`;
const WORDS = Array.from({ length: 90 }, (_item, n) => `a${n}: body`).join(' ');
const LONG = `comments(first: 100) { edges { node { ${WORDS} } } }`;
const COSTLY = FOLLOWERS(FOLLOWERS(FOLLOWERS('id')));

describe('an operation over WebSocket', () => {
  let app: TestApp;
  let ann: Member;
  let socket: RawSocket;

  const sql = (text: string) => app.app.database.source.query(text);
  /** Runs it, and then another: whatever it was, the socket is still there. */
  const run = async (query: string, variables: object = {}, more: object = {}) => {
    const frames = await socket.run('it', query, variables, more);
    const [next] = await socket.run('next', '{ __typename }');
    expect(next.payload).toEqual({ data: { __typename: 'Query' } });
    return frames;
  };
  /** What is too complex says by how much. */
  const extensionsOf = (code: string) =>
    code === 'QUERY_TOO_COMPLEX'
      ? expect.objectContaining({ code, limit: expect.any(Number) })
      : { code };
  const isRefused = (frames: unknown, code: string) =>
    expect(frames).toEqual([
      {
        id: 'it',
        type: 'error',
        payload: [
          expect.objectContaining({ message: expect.any(String), extensions: extensionsOf(code) }),
        ],
      },
    ]);

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  beforeEach(async () => {
    socket = await RawSocket.ready(app, ann);
  });
  afterEach(() => socket.close());
  afterAll(() => app.close());

  it('reads', async () => {
    const frames = await run(operations.Viewer);
    expect(frames).toMatchObject([
      { type: 'next', payload: { data: { viewer: { profile: { username: 'ann' } } } } },
      { type: 'complete' },
    ]);
  });

  it('writes, and tells what a person got wrong as data', async () => {
    const add = (body: string) => run(operations.AddComment, { input: { postUrl: URL, body } });
    expect(await add('Over the socket')).toMatchObject([
      { type: 'next', payload: { data: { addComment: { comment: { body: 'Over the socket' } } } } },
      { type: 'complete' },
    ]);
    await socket.close();
    socket = await RawSocket.ready(app, ann);
    const [refused] = await add('');
    expect(refused.payload.data.addComment).toMatchObject({
      comment: null,
      userErrors: [{ field: ['body'], code: 'INVALID' }],
    });
  });

  it('is one of several in a document by its name', async () => {
    const document = 'query One { one: __typename } query Two { two: __typename }';
    const [frame] = await run(document, {}, { operationName: 'Two' });
    expect(frame.payload.data).toEqual({ two: 'Query' });
  });

  it.each([
    ['has no name among several', 'query One { __typename } query Two { __typename }', {}],
    ['has a name that is not there', 'query One { __typename }', { operationName: 'Three' }],
    ['has no operation at all', 'fragment F on Query { __typename }', {}],
  ])('is refused when the document %s', async (_name, document, more) => {
    const frames = await run(document, {}, more);
    const code = frames[0].payload[0].extensions.code;
    isRefused(frames, code);
    expect(['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED']).toContain(code);
  });

  it.each([
    ['its syntax is wrong', 'query {', 'GRAPHQL_PARSE_FAILED'],
    ['it asks for what is not there', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['it is too long', `{ ${'a '.repeat(5_000)}}`, 'QUERY_TOO_COMPLEX'],
    ['it reads too much', `{ profile(username: "ann") { ${COSTLY} } }`, 'QUERY_TOO_COMPLEX'],
    [
      'each of its messages reads too much',
      `subscription { publicFeed { ... on ActivityAdded { activity { actor { ${COSTLY} } } } } }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['its answer is too long', `{ profile(username: "ann") { ${LONG} } }`, 'QUERY_TOO_COMPLEX'],
    [
      'each of its messages is too long',
      `subscription { publicFeed { ... on ActivityAdded { activity { actor { ${LONG} } } } } }`,
      'QUERY_TOO_COMPLEX',
    ],
  ])('is refused when %s', async (_name, query, code) => {
    isRefused(await run(query), code);
  });

  it('is refused, without repeating them, when its variables do not fit', async () => {
    const input = { username: 'eve', email: 'eve@example.com', password: ['hunter2'] };
    const frames = await run(operations.Join, { input });
    isRefused(frames, 'BAD_USER_INPUT');
    expect(JSON.stringify(frames)).not.toContain('hunter2');
    await socket.close();
    socket = await RawSocket.ready(app, ann);
    const live = await run(operations.LiveProfileFeed, { username: { secret: 'hunter2' } });
    isRefused(live, 'BAD_USER_INPUT');
    expect(JSON.stringify(live)).not.toContain('hunter2');
  });

  it.each([
    ['profile', operations.LiveProfileFeed, { username: 'somebody' }, 'NOT_FOUND'],
    ['page', operations.LivePostFeed, { url: 'blog.example/one' }, 'BAD_USER_INPUT'],
    ['scheme', operations.LivePostFeed, { url: 'ftp://blog.example/one' }, 'BAD_USER_INPUT'],
  ])('that subscribes to a %s that there cannot be is refused', async (_name, query, of, code) => {
    isRefused(await run(query, of), code);
  });

  it.each([
    '{ publicFeed @skip(if: true) { cursor } }',
    '{ publicFeed @include(if: false) { cursor } }',
    '{ ... @skip(if: true) { publicFeed { cursor } } }',
    '{ ...Feed @include(if: false) } fragment Feed on Subscription { publicFeed { cursor } }',
    '{ ...Feed } fragment Feed on Subscription { publicFeed @skip(if: true) { cursor } }',
  ])('that subscribes to nothing is refused: %s', async (selection) => {
    isRefused(await run(`subscription ${selection}`), 'BAD_USER_INPUT');
  });

  it('that subscribes under a condition that holds is no other', async () => {
    const fragment = 'fragment Feed on Subscription { publicFeed @skip(if: false) { cursor } }';
    socket.subscribe('it', `subscription { ... @include(if: true) { ...Feed } } ${fragment}`);
    await socket.until(() => socket.feed('it').length === 1);
  });

  it('that subscribes to the home feed of nobody is refused', async () => {
    await socket.close();
    socket = await RawSocket.ready(app);
    isRefused(await run(operations.LiveHomeFeed), 'UNAUTHENTICATED');
  });

  it('tells nothing of a fault inside but an id under which the log has it', async () => {
    const code = 'INTERNAL_SERVER_ERROR';
    const fault = {
      message: expect.not.stringMatching(/block_away|block|SQL|relation/i),
      extensions: { code, errorId: expect.stringMatching(/^[\w-]{36}$/) },
    };
    socket.subscribe('live', operations.LivePublicFeed);
    await socket.until(() => socket.feed('live').length === 1);
    const start = socket.feed('live')[0].cursor;
    await sql('ALTER TABLE "block" RENAME TO "block_away"');
    let comment;
    try {
      const [frame] = await socket.run('it', operations.PublicFeed);
      expect(frame).toMatchObject({ type: 'next', payload: { data: null, errors: [fault] } });
      comment = await app.comment(ann, URL);
      await socket.until(() => socket.errors('live').length > 0);
      expect(socket.errors('live')).toMatchObject([fault]);
    } finally {
      await sql('ALTER TABLE "block_away" RENAME TO "block"');
    }
    socket.subscribe('again', operations.LivePublicFeed, { after: start });
    await socket.until(() => socket.feed('again').some((message) => message.isLive));
    expect(socket.feed('again')[0]).toMatchObject({ activity: { comment: { id: comment.id } } });
  });

  it('that is completed by the client sends nothing more, and its id can be used again', async () => {
    socket.subscribe('one', operations.LivePublicFeed);
    socket.subscribe('two', operations.LivePublicFeed);
    await socket.until(() => socket.frames.filter(({ type }) => type === 'next').length === 2);
    socket.send({ type: 'complete', id: 'one' });
    await socket.run('settled', '{ __typename }');
    await app.comment(ann, URL);
    await socket.until(() => socket.feed('two').length === 2);
    expect(socket.of('one')).toHaveLength(1);
    socket.subscribe('one', operations.LivePublicFeed);
    await socket.until(() => socket.of('one').length === 2);
    const comment = await app.comment(ann, URL);
    await socket.until(() => socket.of('one').length === 3 && socket.feed('two').length === 3);
    expect(socket.feed('one').at(-1)).toMatchObject({ activity: { comment: { id: comment.id } } });
  });
});
