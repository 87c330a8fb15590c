import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { readConfig } from '../../src/config';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type GraphQLAnswer } from '../support/app';
import { contractOperations, describeContract, nameOf, textOf } from '../support/contract';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';
import { expectTooComplex, type TooComplex } from '../support/too-complex';
import { Documents } from '../../src/server/operations/documents';

const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_item, n) => part(n)).join(' ');
const aliased = (count: number, field: string, name = 'a') =>
  times(count, (n) => `${name}${n}: ${field}`);
const TWO_FIELDS = `${aliased(100, '__typename')} ${aliased(100, 'publicFeed { liveCursor }', 'b')}`;

/** What is too large, what is counted in it, and what the error says. */
const TOO_LARGE: readonly TooComplex[] = [
  [
    'ten thousand aliases of __typename',
    `{ ${aliased(10_000, '__typename')} }`,
    { tokens: 4_001, limit: 4_000 },
    /more than 4000 tokens; 4000 are allowed/,
  ],
  [
    'more characters than a document may have',
    `{ __typename } # ${'a'.repeat(65_536)}`,
    { characters: 65_553, limit: 65_536 },
    /65553 characters; 65536 are allowed/,
  ],
  [
    'lines without end',
    `${'\n'.repeat(60_000)}{ nothing }`,
    { lines: 60_001, limit: 2_000 },
    /more than 2000 lines; 2000 are allowed/,
  ],
  [
    'lines without end in a comment, and in a text',
    `#${'\r\n'.repeat(1_500)}{ profile(username: """${'\r'.repeat(501)}""") { id } }`,
    { lines: 2_002, limit: 2_000 },
    /more than 2000 lines/,
  ],
  [
    'operations that have the same variables in fragments again and again',
    `${times(101, (n) => `query Q${n}($a: ID!) { ...F }`)} fragment F on Query { nodes(ids: [${times(199, () => '$a')}]) { id } }`,
    { gathered: 20_099, limit: 20_000 },
    /Its 101 operations have 199 variables and fragments in fragments, 20099 by all; 20000 are allowed/,
  ],
  [
    'more aliases than all fields may have',
    `{ ${TWO_FIELDS} one: viewer { id } }`,
    { aliases: 201, limit: 200 },
    /201 aliases; 200 are allowed/,
  ],
  [
    'more aliases than one field may have',
    `{ ${aliased(101, '__typename')} }`,
    { aliases: 101, limit: 100 },
    /101 aliases of one field; 100 are allowed/,
  ],
  [
    'aliases in a fragment that is named again and again',
    `{ ${times(21, (n) => `p${n}: profile(username: "ann") { ...A }`)} } fragment A on Profile { ${aliased(10, 'id')} }`,
    { aliases: 231, limit: 200 },
    /231 aliases; 200 are allowed/,
  ],
  [
    'more directives than a document may have',
    `{ ${times(51, () => '__typename @include(if: true) @skip(if: false)')} }`,
    { directives: 102, limit: 100 },
    /102 directives; 100 are allowed/,
  ],
  [
    'more directives than a field may have',
    `{ __typename ${times(6, () => '@include(if: true)')} }`,
    { directives: 6, limit: 5 },
    /6 directives at one place; 5 are allowed/,
  ],
  [
    'unknown directives without end',
    `query ${times(1_000, () => '@a')} { __typename }`,
    { directives: 1_000, limit: 100 },
    /1000 directives/,
  ],
  [
    'fields in each other without end',
    `${'{ a '.repeat(1_900)}${'}'.repeat(1_900)}`,
    { nesting: 201, limit: 200 },
    /more than 200 brackets in each other; 200 are allowed/,
  ],
  [
    'inline fragments in each other without end',
    `{ ${'... { '.repeat(900)} __typename ${'}'.repeat(901)}`,
    { nesting: 201, limit: 200 },
    /brackets in each other/,
  ],
  [
    'lists in each other without end',
    `{ profile(username: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`,
    { nesting: 201, limit: 200 },
    /brackets in each other/,
  ],
  [
    'one field again and again',
    `{ ${times(101, () => 'viewer { id }')} }`,
    { repeats: 101, limit: 100 },
    /selects one field 101 times; 100 are allowed/,
  ],
  [
    'more levels than allowed',
    `{ node(id: "x") { ... on Comment { ${'inReplyTo { '.repeat(24)} id ${'}'.repeat(24)} } } }`,
    { depth: 26, limit: 24 },
    /26 levels deep; 24 are allowed/,
  ],
  [
    'what costs too much',
    `{ publicFeed(first: 100) { edges { node { actor { followers(first: 100) {
      edges { node { followers(first: 100) { edges { node { id } } } } } } } } } } }`,
    { cost: expect.any(Number), limit: 100_000 },
    /It costs \d+; 100000 are allowed/,
  ],
];

describe('an operation', () => {
  let app: TestApp;
  let socket: RawSocket;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    socket = await RawSocket.ready(app);
  });
  afterEach(() => socket.close());
  afterAll(() => app.close());

  it.each(TOO_LARGE)(
    'with %s is refused over HTTP and WebSocket, and told by how much',
    async (_what, query, counted, message) =>
      expectTooComplex(app, socket, [query, counted, message]),
  );

  it.each([
    ['aliases', `{ ${TWO_FIELDS} }`],
    ['characters', `{ __typename } # ${'a'.repeat(65_519)}`],
    ['lines', `${'\n'.repeat(1_999)}{ __typename }`],
    ['directives', `{ ${times(50, () => '__typename @include(if: true) @skip(if: false)')} }`],
    [
      'brackets',
      `{ __typename @include(if: true) ${'... { '.repeat(198)}__typename${'}'.repeat(199)}`,
    ],
  ])('may have as many %s as allowed', async (_what, query) => {
    expect((await post(app, { query })).answer.errors).toBeUndefined();
    const [next] = await socket.run('it', query);
    expect(next.payload.errors).toBeUndefined();
  });

  it('is told its first faults, not all that there are', async () => {
    const unknown = `{ ${times(1_000, (n) => `usernam${n}`)} }`;
    const { answer } = await post(app, { query: unknown });
    expect(answer.errors).toHaveLength(21);
    await socket.run('it', unknown);
    expect(socket.errors('it')).toEqual(answer.errors);
  });

  it('whose fragments name each other in circles is told so, by both', async () => {
    const circle = (n: number) => `fragment F${n} on Query { ...F${(n + 1) % 150} }`;
    const query = `{ ...F0 } ${times(150, circle)}`;
    const { answer } = await post(app, { query });
    expect(new Set(codesOf({ answer }))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(answer.errors?.[0]?.message).toMatch(/Cannot spread fragment/);
    await socket.run('it', query);
    expect(socket.errors('it')).toEqual(answer.errors);
  });
});

describe('the limits of an operation', () => {
  it('are what the environment says', async () => {
    const environment = {
      MAX_OPERATION_DEPTH: '2',
      MAX_OPERATION_TOKENS: '30',
      MAX_OPERATION_ALIASES: '4',
      MAX_OPERATION_DIRECTIVES: '1',
      MAX_OPERATION_COST: '30',
    };
    const limits = readConfig(environment).operations;
    const app = await TestApp.start({ operations: limits });
    for (const [query, counted] of [
      ['{ publicFeed { edges { cursor } } }', { depth: 3, limit: 2 }],
      [`{ ${'__typename '.repeat(29)} }`, { tokens: 31, limit: 30 }],
      ['{ a: __typename b: __typename c: __typename }', { aliases: 3, limit: 2 }],
      ['{ __typename @skip(if: false) @include(if: true) }', { directives: 2, limit: 1 }],
      ['{ publicFeed(first: 40) { edges { __typename } } }', { depth: 3, limit: 2 }],
      ['{ publicFeed(first: 40) { liveCursor } }', { cost: 41, limit: 30 }],
    ] as const) {
      const { answer } = await post(app, { query });
      expect(answer.errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', ...counted });
    }
    await app.close();
  });

  const documents = new Documents({
    limits: readConfig({}).operations,
    allowsIntrospection: true,
  });

  it.each(Object.entries(operations))(
    'leave room for what applications send: %s',
    (_name, text) => {
      expect(documents.prepare(text)).toHaveProperty('kind', 'Document');
    },
  );

  describeContract('of the contract', () => {
    it.each(contractOperations.map(nameOf))('leave room: %s', (name) => {
      expect(() => documents.prepare(textOf(name))).not.toThrow();
    });
  });
});

describe('the schema', () => {
  const ask = async (app: TestApp, query: string): Promise<GraphQLAnswer[]> => {
    const socket = await RawSocket.ready(app);
    const [frame] = await socket.run('it', query);
    await socket.close();
    const overSocket = frame.type === 'error' ? { errors: frame.payload } : frame.payload;
    return [(await post(app, { query })).answer, overSocket];
  };

  it('tells of itself in development, as tools ask it to', async () => {
    const app = await TestApp.start();
    for (const { data } of await ask(app, getIntrospectionQuery()))
      expect(buildClientSchema(data).getType('Profile')).toBeDefined();
    await app.close();
  });

  it('tells nothing of itself in production, unless it is set to', async () => {
    const { hasIntrospection } = readConfig({ NODE_ENV: 'production' });
    const app = await TestApp.start({ hasIntrospection });
    for (const query of [
      getIntrospectionQuery(),
      '{ __type(name: "Profile") { name } }',
      '{ ...A } fragment A on Query { __schema { queryType { name } } }',
    ])
      for (const { data, errors } of await ask(app, query)) {
        expect(data ?? null).toBeNull();
        expect(errors?.[0]?.message).toMatch(/introspection has been disabled/);
        expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      }
    // Nor does it say what somebody who guesses may have meant.
    for (const { errors } of await ask(app, '{ profil(username: "ann") { id } }'))
      expect(errors?.map(({ message }) => message)).toEqual([
        'Cannot query field "profil" on type "Query".',
      ]);
    for (const { data } of await ask(app, '{ __typename }'))
      expect(data).toEqual({ __typename: 'Query' });
    await app.close();
    expect(readConfig({ NODE_ENV: 'production', INTROSPECTION: 'on' }).hasIntrospection).toBe(true);
    expect(readConfig({ INTROSPECTION: 'off' }).hasIntrospection).toBe(false);
  });
});
