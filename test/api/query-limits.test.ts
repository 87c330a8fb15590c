import { TestApp, type Member } from '../support/app';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

describe('an operation', () => {
  let app: TestApp;
  let ann: Member;
  let commentId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    commentId = (await app.comment(ann, URL)).id;
  });
  afterAll(() => app.close());

  const send = (query: string, variables: object = {}) => post(app, { query, variables });
  async function expectTooComplex(query: string, variables: object = {}) {
    const sent = await send(query, variables);
    expect(codesOf(sent)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(sent.status).toBe(400);
    expect(sent.answer.data ?? null).toBeNull();
    return sent;
  }
  const nested = (levels: number, field: string, innermost: string) =>
    `${`${field} { `.repeat(levels)}${innermost}${' }'.repeat(levels)}`;
  /** Comments, their replies, the replies to those … as the selection of a list of comments. */
  const threads = (levels: number, size: number): string =>
    `edges { node { id ${levels === 0 ? '' : `replies(first: ${size}) { ${threads(levels - 1, size)} }`} } }`;

  it('may be 24 levels deep', async () => {
    const around = (levels: number) =>
      `{ node(id: "${commentId}") { ... on Comment { ${nested(levels, 'inReplyTo', 'id')} } } }`;
    const { answer } = await send(around(22));
    expect(answer).toEqual({ data: { node: { inReplyTo: null } } });
    const { answer: refused } = await expectTooComplex(around(23));
    expect(refused.errors?.[0]?.message).toMatch(/25 levels deep; 24 are allowed/);
  });

  it('is as deep as the fragments that it names', async () => {
    const fragments = Array.from(
      { length: 12 },
      (_item, n) => `fragment F${n} on Comment { inReplyTo { inReplyTo { id ...F${n + 1} } } }`,
    );
    const query = `{ node(id: "${commentId}") { ...F0 } }
      ${fragments.join('\n')} fragment F12 on Comment { id }`;
    await expectTooComplex(query);
    const shallow = query.replace('...F6', '').replace(/fragment F([6-9]|1\d).*/g, '');
    expect(codesOf(await send(shallow))).toEqual([]);
  });

  it('may not ask for lists of lists of lists', async () => {
    const comments = (inner: string) =>
      `{ post(url: "${URL}") { comments(first: 100) { ${inner} } } }`;
    expect(codesOf(await send(comments(threads(1, 100))))).toEqual([]);
    await expectTooComplex(comments(threads(2, 100)));
    await expectTooComplex(comments(threads(3, 20)));
    expect(codesOf(await send(comments(threads(3, 3))))).toEqual([]);
  });

  it('costs what its variables ask for, and 20 a list where they ask for nothing', async () => {
    const query = `query($size: Int) { publicFeed(first: $size) { edges { node { actor {
      followers(first: $size) { edges { node { followers(first: $size) { edges { node { id } } } } } }
    } } } } }`;
    expect(codesOf(await send(query, { size: 2 }))).toEqual([]);
    for (const variables of [{ size: 100 }, { size: 40 }]) await expectTooComplex(query, variables);
    for (const variables of [{}, { size: null }])
      expect(codesOf(await send(query, variables))).toEqual([]);
    await expectTooComplex(query.replace(/first: \$size/g, 'last: 40').replace('($size: Int)', ''));
  });

  it('costs what all its parts cost', async () => {
    const part =
      'activity(first: 100) { edges { node { id actor { followers(first: 20) { edges { node { id } } } } } } }';
    const parts = (count: number) =>
      `{ profile(username: "ann") { ${Array.from({ length: count }, (_item, n) => `a${n}: ${part}`).join(' ')} } }`;
    expect(codesOf(await send(parts(3)))).toEqual([]);
    await expectTooComplex(parts(40));
    const ids = (count: number) => ({ ids: Array.from({ length: count }, () => ann.id) });
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Profile { followers(first: 100) {
      edges { node { followers(first: 10) { edges { node { id } } } } } } } } }`;
    expect(codesOf(await send(query, ids(10)))).toEqual([]);
    await expectTooComplex(query, ids(100));
  });

  it('may not double itself by its fragments', async () => {
    for (const count of [12, 40, 250]) {
      const fragments = Array.from(
        { length: count },
        (_item, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
      ).join('\n');
      const document = (more: string) =>
        `{ ...F0 ${more} } ${fragments} fragment F${count} on Query { __typename }`;
      await expectTooComplex(document(''));
      await expectTooComplex(
        document(`post(url: "${URL}") { comments(first: 100) { ${threads(3, 100)} } }`),
      );
    }
  });

  it('is weighed whole although one of its arguments is null by a variable', async () => {
    const costly = `post(url: "${URL}") { comments(first: 100) { ${threads(3, 100)} } }`;
    const variables = { name: null, flag: null };
    for (const query of [
      `query($name: String = "ann") { profile(username: $name) { id } ${costly} }`,
      `query($flag: Boolean = true) { publicFeed { liveCursor @include(if: $flag) } ${costly} }`,
    ]) {
      const sent = await send(query, variables);
      expect(codesOf(sent)).toEqual(['BAD_USER_INPUT']);
      expect(sent.status).toBe(400);
      await expectTooComplex(query);
    }
  });

  it('that is known is weighed anew for other variables', async () => {
    const query = `query($size: Int, $ids: [ID!] = [], $with: Boolean = false, $name: String = "ann") {
      profile(username: $name) { id }
      nodes(ids: $ids) { ... on Profile { followers(first: 100) { edges { node { id } } } } }
      publicFeed(first: $size) { edges { node { actor {
        followers(first: 100) @include(if: $with) { edges { node { followers(first: 20) { edges { node { id } } } } } }
      } } } } }`;
    const many = Array<string>(100).fill(ann.id);
    const cheap = [{ size: 1 }, { size: 1, with: true }, { size: 100 }, { ids: [ann.id], size: 1 }];
    const costly = [
      { size: 100, with: true },
      { ids: many, size: 100, with: true },
      { with: true },
    ];
    for (const variables of [...cheap, ...costly, ...cheap]) {
      const isCheap = cheap.some((one) => one === variables);
      // What cannot be executed, and so costs nothing, says nothing of what can.
      expect(codesOf(await send(query, { ...variables, name: 7 }))).toEqual(['BAD_USER_INPUT']);
      if (isCheap) expect(codesOf(await send(query, variables))).toEqual([]);
      else await expectTooComplex(query, variables);
    }
  });

  const often = (count: number, field: string) =>
    Array.from({ length: count }, (_item, n) => `a${n}: ${field}`).join(' ');

  it('may not ask for the same words again and again', async () => {
    const words = (size: number, count: number) =>
      `{ post(url: "${URL}") { comments(first: ${size}) { edges { node { ${often(count, 'body')} } } } } }`;
    const { answer } = await expectTooComplex(words(100, 60));
    expect(answer.errors?.[0]?.message).toMatch(/It costs 30\d{4}; 100000 are allowed/);
    expect(codesOf(await send(words(30, 60)))).toEqual([]);
  });

  it('gets at most 20 million characters of comments, however long an import made them', async () => {
    const long = await app.comment(ann, 'https://blog.example/long');
    const words = 'x'.repeat(2_000_000);
    await app.app.database.source.query(
      `UPDATE "comment" SET "body" = '${words}' WHERE "id" = (SELECT max("id") FROM "comment")`,
    );
    const query = (count: number) =>
      `{ node(id: "${long.id}") { ... on Comment { ${often(count, 'body')} } } }`;
    const sent = await send(query(10));
    expect(codesOf(sent)).toEqual([]);
    const refused = await send(query(11));
    expect(codesOf(refused)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(refused.answer.data).toEqual({ node: null });
    expect(refused.answer.errors?.[0]?.message).toMatch(/more than 20000000 characters/);
  });

  it('may have 4,000 tokens', async () => {
    // Five tokens an operation.
    const long = (count: number) =>
      Array.from({ length: count }, (_item, n) => `query A${n} { __typename }`).join(' ');
    const longest = await post(app, { query: long(800), operationName: 'A7' });
    expect(longest.answer).toEqual({ data: { __typename: 'Query' } });
    const { answer } = await expectTooComplex(`${long(800)} #\n {`);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/more than 4000 tokens; 4000 are allowed/),
      extensions: { tokens: 4_001, limit: 4_000 },
    });
    await expectTooComplex(`{ ${'x '.repeat(100_000)}`);
  });

  it('may not ask the schema about itself without end', async () => {
    const fields = nested(8, 'fields { type', 'name').replace(/ }/g, ' } }');
    const sent = await send(`{ __schema { types { ${fields} } } }`);
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toHaveLength(1);
  });

  it('of an application costs little of what is allowed, with pages of 100 too', async () => {
    const variables = { first: 100, username: 'ann', url: URL, commentId, query: 'a', id: ann.id };
    for (const name of [
      ...(['ProfilePage', 'Followers', 'Following', 'SearchProfiles', 'HomeFeed'] as const),
      ...(['PublicFeed', 'Thread', 'Replies', 'CommentsByProfile', 'Node', 'Viewer'] as const),
    ]) {
      const { errors, data } = await app.send(operations[name], variables, ann.token);
      expect({ name, errors }).toEqual({ name, errors: undefined });
      expect(data).toBeTruthy();
    }
  });
});
