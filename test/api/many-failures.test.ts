import { FollowResolver } from '../../src/follows/follow.resolver';
import type { ExecutorName } from '../../src/server/operations/execution';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { post } from '../support/http';

const PAGE = 'https://blog.example/failing';
const LIMIT = 100;
const GIVEN_UP = {
  message: expect.stringMatching(/More than 100 of its fields failed/),
  extensions: { code: 'QUERY_TOO_COMPLEX', failures: LIMIT + 1, limit: LIMIT },
};
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Profile { ';
const FAILING = `${NODES} followers(first: 0) { totalCount } } } }`;
const HALF = `${NODES} followers { totalCount } } } a: nodes(ids: $ids) { ... on Profile { followers(first: 0) { totalCount } } } }`;

describe.each<ExecutorName>(['interpreted', 'compiled'])('an operation that is %s', (executor) => {
  let app: TestApp;
  let ann: Member;
  let socket: RawSocket;
  let asked = 0;

  beforeAll(async () => {
    app = await TestApp.start({}, { executor });
    ann = await app.join('ann');
    socket = await RawSocket.ready(app);
  });
  afterAll(async () => {
    await socket.close();
    await app.close();
  });

  const answers = async (query: string, variables: object) => {
    const { answer } = await post(app, { query, variables });
    asked += 1;
    const [next] = await socket.run(`it${asked}`, query, variables);
    return [answer, next.payload];
  };

  it('and fails at as many places as are told tells all, each with where it is', async () => {
    const ids = Array<string>(LIMIT).fill(ann.id);
    for (const { data, errors } of await answers(FAILING, { ids })) {
      expect(data).toEqual({ nodes: ids.map(() => null) });
      expect(errors).toHaveLength(LIMIT);
      expect(errors?.[7]).toEqual({
        message: expect.stringContaining('"first"'),
        locations: [{ line: 1, column: FAILING.indexOf('followers') + 1 }],
        path: ['nodes', 7, 'followers'],
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  it('and fails at some places is whole elsewhere', async () => {
    const ids = Array<string>(60).fill(ann.id);
    for (const { data, errors } of await answers(HALF, { ids })) {
      expect(errors).toHaveLength(60);
      expect(data?.nodes).toEqual(ids.map(() => ({ id: ann.id, followers: { totalCount: 0 } })));
    }
  });

  it('and fails at more is given up, and tells the first and that there are more', async () => {
    const ids = Array<string>(LIMIT).fill(ann.id);
    const query = `query ($ids: [ID!]!) { ${Array.from({ length: 50 }, (_item, n) => `a${n}: nodes(ids: $ids) { ... on Profile { followers(first: 0) { totalCount } } }`).join(' ')} }`;
    const tried = jest.spyOn(FollowResolver.prototype, 'followers');
    const told = await answers(query, { ids });
    // Of 5,000 that could all begin at once, on each transport, and once more after compiled code has failed.
    expect(tried.mock.calls.length).toBeLessThan(2 * 2 * 400);
    tried.mockRestore();
    for (const { data, errors } of told) {
      expect(errors).toHaveLength(LIMIT + 1);
      expect(errors?.at(-1)).toEqual(GIVEN_UP);
      expect(errors?.[0]).toMatchObject({ path: ['a0', 0, 'followers'] });
      expect(Object.keys(data ?? {})).toHaveLength(50);
    }
  });

  it('for each event is given up likewise, and goes on', async () => {
    const failing = Array.from(
      { length: 60 },
      (_item, n) =>
        `a${n}: inReplyTo { author { followers(first: 0) { totalCount } following(first: 0) { totalCount } } }`,
    ).join(' ');
    socket.subscribe(
      'live',
      `subscription { publicFeed { cursor ... on ActivityAdded { activity { ... on CommentActivity { comment { id ${failing} } } } } } }`,
    );
    const root = await app.comment(ann, PAGE);
    for (let replies = 1; replies <= 2; replies += 1) {
      const reply = await app.comment(ann, root);
      const told = () =>
        socket
          .of('live')
          .map(({ payload }) => payload)
          .find((payload) => payload.data?.publicFeed.activity?.comment.id === reply.id);
      await socket.until(() => told() !== undefined);
      expect(told().errors.length).toBeLessThanOrEqual(LIMIT + 1);
      expect(told().errors.at(-1)).toEqual(GIVEN_UP);
    }
  });
});
