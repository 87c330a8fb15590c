import { PASSWORD, TestApp } from '../support/app';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const SECRET = 'hunter2-is-my-password';
const NUMBER = 8_675_309;

describe('a faulty operation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.join('ann');
  });
  afterAll(() => app.close());

  it.each([
    ['no closing brace', '{ publicFeed { liveCursor }'],
    ['nothing', ''],
    ['white space', ' \n'],
    ['no GraphQL', 'SELECT * FROM profile'],
    ['an unclosed string', '{ profile(username: "ann) { id } }'],
  ])('with %s is told to be no GraphQL', async (_what, query) => {
    const sent = await post(app, { query });
    expect(sent.status).toBe(400);
    expect(['GRAPHQL_PARSE_FAILED', 'BAD_REQUEST']).toContain(codesOf(sent)[0]);
    expect(sent.answer.data ?? null).toBeNull();
  });

  it.each([
    ['an unknown field', '{ profile(username: "ann") { password } }'],
    ['an unknown argument', '{ publicFeed(offset: 5) { liveCursor } }'],
    ['a missing argument', '{ profile { id } }'],
    ['no selection', '{ publicFeed }'],
    ['an unknown fragment', '{ ...Nothing }'],
    ['circular fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['an unknown type', 'query($x: Nothing) { __typename }'],
    ['a variable that is not declared', '{ profile(username: $name) { id } }'],
    ['a type that does not fit', 'query($n: Int) { profile(username: $n) { id } }'],
    ['private fields of others', '{ profile(username: "ann") { email } }'],
  ])('with %s is told so, with its place', async (_what, query) => {
    const sent = await post(app, { query });
    expect(sent.status).toBe(400);
    expect(new Set(codesOf(sent))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(sent.answer.data ?? null).toBeNull();
    expect(sent.answer.errors?.[0]).toHaveProperty('locations');
  });

  it.each([
    ['of another name', { query: 'query A { __typename }', operationName: 'B' }],
    [
      'without a name where there are two',
      { query: 'query A { a: __typename } query B { b: __typename }' },
    ],
  ])('%s is told so', async (_what, body) => {
    const sent = await post(app, body);
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  const join = { username: 'eve', email: 'eve@example.com', password: PASSWORD };
  const feed =
    'query($first: Int, $after: String) { publicFeed(first: $first, after: $after) { liveCursor } }';
  const flag = 'query($flag: Boolean!) { __typename @include(if: $flag) }';
  it.each<[string, string, unknown]>([
    ['a text for an object', operations.Join, { input: SECRET }],
    ['a list for an object', operations.Join, { input: [SECRET] }],
    ['a number for a text', operations.Join, { input: { ...join, password: NUMBER } }],
    ['an object for a text', operations.Join, { input: { ...join, password: { value: SECRET } } }],
    ['a list for a text', operations.Join, { input: { ...join, password: [SECRET, SECRET] } }],
    [
      'an object in a list',
      operations.Join,
      { input: { ...join, follow: ['ann', { a: SECRET }] } },
    ],
    ['a list in a list', operations.Join, { input: { ...join, follow: [[SECRET]] } }],
    ['an object for a list', operations.Join, { input: { ...join, follow: { [SECRET]: SECRET } } }],
    ['null in a list', operations.Join, { input: { ...join, password: SECRET, follow: [null] } }],
    ['a field too many', operations.Join, { input: { ...join, passwordAgain: SECRET } }],
    ['a field too few', operations.Join, { input: { username: 'eve', password: SECRET } }],
    [
      'null for what must be',
      operations.Join,
      { input: { ...join, email: null, password: SECRET } },
    ],
    ['nothing at all', operations.Join, {}],
    [
      'quotes and reasons',
      operations.SignIn,
      { input: { identifier: `" at "${SECRET}"; Field "${SECRET}" is not defined by type "X".` } },
    ],
    ['a text for a number', feed, { first: SECRET }],
    ['an object for a number', feed, { first: { value: SECRET } }],
    ['a text of digits for a number', feed, { first: String(NUMBER) }],
    ['a number for a cursor', feed, { after: NUMBER }],
    ['a text for a flag', flag, { flag: SECRET }],
    ['an object for an id', operations.Node, { id: { value: SECRET } }],
    ['an object in a list of ids', operations.Nodes, { ids: ['x', { value: SECRET }] }],
    ['a fraction for an id', operations.Nodes, { ids: [NUMBER + 0.5] }],
  ])(
    'with %s in its variables is told so, but never the value',
    async (_what, query, variables) => {
      const sent = await post(app, { query, variables });
      expect(sent.status).toBe(400);
      expect(new Set(codesOf(sent))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(sent.answer.data ?? null).toBeNull();
      expect(sent.text).toContain('Variable \\"$');
      expect(sent.text).not.toContain(SECRET);
      expect(sent.text).not.toContain(String(NUMBER));
    },
  );

  it('tells which variable, where in it, and why', async () => {
    const told = async (query: string, variables: object) =>
      (await post(app, { query, variables })).answer.errors?.map((error) => error.message);
    const [wrong, missing] = await Promise.all([
      told(operations.Join, { input: { ...join, password: 7 } }),
      told(operations.Join, { input: { username: 'eve', password: SECRET } }),
    ]);
    expect(wrong).toEqual([
      expect.stringMatching(/^Variable "\$input" .*"input\.password".*String cannot represent/),
    ]);
    expect(missing).toEqual([expect.stringMatching(/"\$input".*"email" of required type/)]);
    expect(await told(operations.Join, { input: { ...join, spare: 1 } })).toEqual([
      expect.stringMatching(/"\$input".*Field "spare" is not defined by type "JoinInput"/),
    ]);
  });

  it.each<[string, unknown]>([
    ['a text', SECRET],
    ['a list', [SECRET]],
    ['a number', NUMBER],
    ['JSON in a text', JSON.stringify({ input: SECRET })],
  ])('with %s for its variables is told so, but never the value', async (_what, variables) => {
    const sent = await post(app, { query: operations.Join, variables });
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toHaveLength(1);
    expect(['BAD_REQUEST', 'BAD_USER_INPUT']).toContain(codesOf(sent)[0]);
    expect(sent.text).not.toContain(SECRET);
    expect(sent.text).not.toContain(String(NUMBER));
  });
});
