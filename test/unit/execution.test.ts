import { buildSchema, execute, GraphQLError, parse, type ExecutionArgs } from 'graphql';
import { executors } from '../../src/server/operations/execution';

const schema = buildSchema(`
  input Options { word: String = "from the schema", count: Int, list: [Int!] }
  interface Node { id: ID! }
  type Post implements Node { id: ID!, title: String, author: Person! }
  type Person implements Node { id: ID!, name: String!, posts: [Post!]!, best: Post, nodes: [Node] }
  type Query {
    person: Person, node: Node, told(options: Options, word: String = "by default"): String, strict: String!
  }
  type Mutation { count: Int!, fail: Int }
  type Subscription { person: Person }
`);

const post = { __typename: 'Post', id: 'p1', title: 'One', author: { id: 'a', name: 'Ann' } };
const ann = {
  __typename: 'Person',
  id: 'a',
  name: 'Ann',
  posts: [post, post],
  best: post,
  nodes: [],
};
const told = (args: object) => JSON.stringify(args);

type Case = Partial<ExecutionArgs> & { rootValue?: unknown };

/** Executes in every way, and expects answers that are equal byte for byte. */
async function answer(query: string, more: Case = {}) {
  const args: ExecutionArgs = {
    schema,
    rootValue: { person: ann },
    ...more,
    document: more.document ?? parse(query),
  };
  const expected = await execute(args);
  for (const way of [executors.compiled, executors.compiled, executors.auto])
    expect(JSON.stringify(await way(args))).toBe(JSON.stringify(expected));
  return expected;
}

describe('an operation', () => {
  it('has its keys in the order in which they are first selected, whatever comes later', async () => {
    const person = { ...ann, name: () => Promise.resolve('Ann'), best: Promise.resolve(post) };
    const { data } = await answer(
      `{ person { second: name ...More id best { title } } } fragment More on Person { best { id } first: id }`,
      { rootValue: { person: Promise.resolve(person) } },
    );
    expect(Object.keys(data?.person as object)).toEqual(['second', 'best', 'first', 'id']);
  });

  it('selects by the type of each object', async () => {
    const nodes = [post, null, { __typename: 'Person', id: 'b', name: 'Bea', posts: [] }];
    const { data } = await answer(
      `{ person { nodes { __typename id ... on Post { title } ... on Person { name } ... on Node { same: id } } } }`,
      { rootValue: { person: { ...ann, nodes } } },
    );
    expect(data).toMatchObject({ person: { nodes: [{ title: 'One' }, null, { name: 'Bea' }] } });
  });

  it('skips and includes anew for each setting of its variables', async () => {
    const query = `query ($on: Boolean = true, $off: Boolean!) { person {
      one: best @skip(if: $on) { ...F } two: best @include(if: $on) { ...F }
      ... @include(if: $off) { id } ...G @skip(if: $off) } }
      fragment F on Post { title author { name @skip(if: $off) id } } fragment G on Person { name }`;
    const document = parse(query);
    for (const on of [true, false, undefined])
      for (const off of [true, false])
        await answer(query, { document, variableValues: { ...(on !== undefined && { on }), off } });
    const { errors } = await answer(query, { document, variableValues: { on: null, off: true } });
    expect(errors?.[0]?.message).toMatch(/must not be null/);
  });

  it('gives resolvers the arguments that graphql-js gives', async () => {
    const query = `query ($word: String, $count: Int, $list: [Int!] = [1, 2], $options: Options) {
      a: told b: told(word: null) c: told(word: $word) d: told(options: { word: $word, count: $count })
      e: told(options: { list: $list }) f: told(options: {}) g: told(options: $options) h: told(options: { list: 3 }) }`;
    const given = [{}, { word: null }, { word: 'x', count: 3 }, { options: { count: null } }];
    for (const variableValues of given)
      await answer(query, { rootValue: { told }, variableValues });
    const { data } = await answer(query, { rootValue: { told } });
    expect(data).toMatchObject({
      c: told({ word: 'by default' }),
      d: told({ options: { word: 'from the schema' }, word: 'by default' }),
    });
  });

  it('is refused for variables that do not fit', async () => {
    const { data, errors } = await answer('query ($word: String!) { told(word: $word) }');
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  });

  it('that names no operation, or not which, is refused', async () => {
    await answer('query A { node { id } } query B { person { id } }');
    await answer('query A { node { id } } query B { person { id } }', { operationName: 'C' });
    await answer('query A { node { id } } query B { person { id } }', { operationName: 'B' });
  });

  it('can ask for the schema', async () => {
    const { data } = await answer(
      '{ __typename __schema { types { name } } __type(name: "Post") { fields { name type { name } } } }',
    );
    expect(data).toMatchObject({
      __type: { fields: [{ name: 'id' }, { name: 'title' }, { name: 'author' }] },
    });
  });

  it('can call a field __proto__', async () => {
    const { data } = await executors.auto({
      ...{ schema, document: parse('{ __proto__: person { id } }'), rootValue: { person: ann } },
    });
    expect(Object.keys(data ?? {})).toEqual(['__proto__']);
  });

  it('with more fields than a plan may have is executed all the same', async () => {
    const fields = Array.from({ length: 2_100 }, (_, index) => `f${index}: person { id }`);
    const args = { schema, document: parse(`{ ${fields.join(' ')} }`), rootValue: { person: ann } };
    const { data } = await executors.auto(args);
    expect(Object.keys(data ?? {})).toHaveLength(2_100);
  });
});

describe('what goes wrong', () => {
  const failing = (error: unknown) => ({
    person: {
      ...ann,
      posts: [post, { ...post, author: { id: 'x', name: () => Promise.reject(error) } }],
    },
  });

  it.each<[string, string, unknown]>([
    [
      'is told with its place',
      '{ person { posts { title author { name } } } }',
      failing(new Error('no')),
    ],
    [
      'may be thrown and be no error',
      '{ person { posts { author { name } } } }',
      failing('a text'),
    ],
    [
      'may have a code',
      '{ node { id } }',
      {
        node: () => {
          throw new GraphQLError('no', { extensions: { code: 'MINE' } });
        },
      },
    ],
    [
      'makes what is around it null',
      '{ person { name best { title } } }',
      { person: { ...ann, name: null } },
    ],
    ['makes all null', '{ person { name } strict }', { person: ann }],
    [
      'may be an error that is given',
      '{ person { best { title } id } }',
      { person: { ...ann, best: new Error('given') } },
    ],
    ['may be no list', '{ person { posts { id } } }', { person: { ...ann, posts: 'abc' } }],
    ['may be of no type', '{ node { id } }', { node: { __typename: 'Nothing' } }],
    ['may be of another type', '{ node { id } }', { node: { __typename: 'Query' } }],
    ['may not be serialized', '{ person { id name } }', { person: { ...ann, id: {}, name: [] } }],
  ])('%s', async (_name, query, rootValue) => {
    const { errors } = await answer(query, { rootValue });
    expect(errors?.length).toBeGreaterThan(0);
  });

  it('in one execution leaves the next as it is', async () => {
    const document = parse('{ person { posts { author { name } } } }');
    await answer('', { document, rootValue: failing(new Error('no')) });
    const { errors } = await answer('', { document });
    expect(errors).toBeUndefined();
  });
});

describe('a mutation', () => {
  it('is done once and in order, also when a part of it fails', async () => {
    let count = 0;
    const rootValue = {
      count: () => Promise.resolve((count += 1)),
      fail: () => Promise.reject(new Error('no')),
    };
    const document = parse('mutation { a: count fail b: count }');
    const { data, errors } = await executors.auto({ schema, document, rootValue });
    expect({ ...data }).toEqual({ a: 1, fail: null, b: 2 });
    expect(errors).toHaveLength(1);
    expect(count).toBe(2);
  });
});

describe('a subscription', () => {
  it('is executed for each of its events', async () => {
    const document = parse('subscription { person { name best { title } } }');
    for (const name of ['Ann', 'Bea']) {
      const { data } = await answer('', { document, rootValue: { person: { ...ann, name } } });
      expect(data).toMatchObject({ person: { name, best: { title: 'One' } } });
    }
  });
});
