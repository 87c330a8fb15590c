import { readConfig } from '../../src/config';
import { CommentResolver } from '../../src/comments/comment.resolver';
import type { ExecutorName } from '../../src/server/operations/execution';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { codesOf, post } from '../support/http';
import { numberIn } from '../support/merging';
import { only } from '../support/rates';

const MAX_COST = 1_000;
/** Characters: the limit of comments in an answer is 200 for each 1 of the cost. */
const LONG = 150_000;

/** Fails, so that compiled code is not enough. */
const FAILING = 'viewer { homeFeed(first: 0) { liveCursor } }';

describe.each<ExecutorName>(['interpreted', 'compiled'])(
  'an operation with a field that fails, when it is %s,',
  (executor) => {
    let app: TestApp;
    let ann: Member;
    let now = Date.now();

    beforeAll(async () => {
      const operations = { ...readConfig({}).operations, cost: MAX_COST };
      const config = { operations, rates: only({ search: '3/h' }) };
      app = await TestApp.start(config, { executor, clock: () => now });
      ann = await app.join('ann');
    });
    beforeEach(() => {
      now += 3_600_000;
    });
    afterAll(() => app.close());

    const search = `{ searchProfiles(query: "ann") { edges { node { username } } } ${FAILING} }`;
    const asAnn = (query: string) => post(app, { query }, { authorization: `Bearer ${ann.token}` });

    it('counts each of its fields once, over HTTP and WebSocket', async () => {
      const socket = await RawSocket.ready(app, ann);
      expect(codesOf(await asAnn(search))).toEqual(['BAD_USER_INPUT']);
      const [{ payload }] = await socket.run('search', search);
      expect(payload).toMatchObject({
        data: { searchProfiles: { edges: [{ node: { username: 'ann' } }] }, viewer: null },
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
      expect(codesOf(await asAnn(search))).toEqual(['BAD_USER_INPUT']);
      const { answer } = await asAnn(search);
      expect(answer.data).toBeNull();
      expect(codesOf({ answer }).sort()).toContain('RATE_LIMITED');
      await socket.close();
    });

    it('counts each alias of a field, and of those too many none is let through', async () => {
      const aliases = ['a', 'b', 'c', 'd'].map(
        (name) => `${name}: searchProfiles(query: "ann") { edges { cursor } }`,
      );
      const { answer } = await asAnn(`{ ${aliases.slice(0, 3).join(' ')} ${FAILING} }`);
      expect(codesOf({ answer })).toEqual(['BAD_USER_INPUT']);
      expect(codesOf(await asAnn(`{ ${aliases[3]} }`))).toEqual(['RATE_LIMITED']);
      now += 3_600_000;
      expect(codesOf(await asAnn(`{ ${aliases.join(' ')} }`))).toEqual(['RATE_LIMITED']);
    });

    it('tells as many words as any other', async () => {
      const comment = await app.comment(ann, 'https://blog.example/long');
      await app.app.database.source.query(
        `UPDATE "comment" SET "body" = '${'w'.repeat(LONG)}' WHERE "id" = ${numberIn(comment.id)}`,
      );
      const told = jest.spyOn(CommentResolver.prototype, 'body');
      const found = (name: string) =>
        `${name}: node(id: "${comment.id}") { ... on Comment { body } }`;
      const { answer } = await asAnn(`{ ${found('one')} ${FAILING} }`);
      expect(codesOf({ answer })).toEqual(['BAD_USER_INPUT']);
      expect(answer.data.one.body).toHaveLength(LONG);
      expect(told).toHaveBeenCalledTimes(executor === 'compiled' ? 2 : 1);
      told.mockRestore();
      const twice = await asAnn(`{ ${found('one')} ${found('two')} ${FAILING} }`);
      expect(codesOf(twice).sort()).toEqual(['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX']);
    });
  },
);
