// Operations that are sent to do harm. The tests send them, and the benchmark beside other people's queries.
const times = (count, part) => Array.from({ length: count }, (_item, n) => part(n)).join(' ');
const nested = (count, open, innermost, close) =>
  `${open.repeat(count)}${innermost}${close.repeat(count)}`;

const KB = 1024;
const NEAR_LIMIT = 250 * KB;
const long = (part) => part.repeat(Math.floor(NEAR_LIMIT / part.length));

const IDS = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const NAME = 'query($name: String!) { profile(username: $name) { id } }';
const POST = 'query($url: String!) { post(url: $url) { id } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }';
const FAILING = '...on Profile{activity(first:0){liveCursor}}';
const failing = (count) =>
  `query($ids: [ID!]!) { ${times(count, (n) => `a${n}: nodes(ids: $ids) { ${FAILING} }`)} }`;
const LINES = '\n'.repeat(110_000);
/** The first profile that there is. */
const ANYBODY = 'UHJvZmlsZTox';

const JOIN = 'mutation($input: JoinInput!) { join(input: $input) { userErrors { code } } }';

/** Documents. */
const documents = {
  'alias bomb': `{ ${times(10_000, (n) => `a${n}: __typename`)} }`,
  'alias bomb within the tokens': `{ ${times(1_300, (n) => `a${n}: __typename`)} }`,
  'aliases that cost': `{ ${times(100, (n) => `a${n}: publicFeed(first: 100) { edges { node { actor { about } } } }`)} }`,
  'fragment bomb': `{ ...F0 } ${times(350, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F350 on Query { __typename }`,
  'circular fragments': `{ ...F0 } ${times(390, (n) => `fragment F${n} on Query { ...F${(n + 1) % 390} }`)}`,
  'fragment that names itself': '{ ...F } fragment F on Query { viewer { id } ...F }',
  'directive bomb': `{ __typename ${times(1_900, () => '@skip')} }`,
  'deep fields': `{ ${nested(1_900, 'a {', 'b', '}')} }`,
  'deep fields, endlessly': `{ ${nested(60_000, 'a{', 'b', '}')} }`,
  'deep inline fragments': `{ ${nested(900, '... {', '__typename', '}')} }`,
  'deep lists': `{ profile(username: ${nested(100_000, '[', '', ']')}) { id } }`,
  'deep objects': `mutation { join(input: ${nested(900, '{a:', '1', '}')}) { userErrors { code } } }`,
  'deep lists of types': `query($a: ${nested(900, '[', 'Int', ']')}) { __typename }`,
  'introspection bomb': `{ __schema { types { ${nested(10, 'fields { type {', 'name', '} }')} } } }`,
  'introspection again and again': `{ ${times(90, (n) => `s${n}: __schema { types { name description fields { name description args { name description type { name } } } } }`)} }`,
  'one field again and again': `{ ${times(3_990, () => '__typename')} }`,
  'one object again and again': `{ ${times(700, () => 'viewer { id }')} }`,
  'fields that merge': `{ node(id: "x") { ... on Comment { ${(function merged(depth) {
    return depth === 0 ? 'id' : times(2, () => `inReplyTo { ${merged(depth - 1)} }`);
  })(8)} } } }`,
  'unknown fields': `{ ${times(3_990, (n) => `usernam${n}`)} }`,
  'unknown arguments': `{ profile(${times(990, (n) => `usernam${n}: 1`)}) { id } }`,
  'unknown types': `query(${times(790, (n) => `$v${n}: Profil${n}`)}) { __typename }`,
  'many operations': times(790, (n) => `query Q${n} { __typename }`),
  'operations that share what they ask for': `${times(145, (n) => `query Q${n}($a: ID!) { ...F }`)} fragment F on Query { nodes(ids: [${times(950, () => '$a')}]) { id } }`,
  'fragments that name the next': `{ ...F0 } ${times(210, (n) => `fragment F${n} on Query { __typename ...F${n + 1} }`)} fragment F210 on Query { __typename }`,
  'fields that merge below one that is unknown': `{ x { ${times(300, (n) => `... { y { ${times(4, (m) => `f${n * 4 + m}`)} } }`)} } }`,
  'objects that merge': `{ x { ${times(100, (n) => `y { ${times(34, (m) => `f${n * 34 + m}`)} }`)} } }`,
  'faults after many lines': `${LINES}{ ${times(900, (n) => `u${n}`)} }`,
  'lists that fail after many lines': `${LINES}{ ${times(100, (n) => `a${n}: publicFeed(first: 0) { liveCursor }`)} }`,
  'a long text': `{ profile(username: "${long('a')}") { id } }`,
  'a long block text': `{ profile(username: """${long('\n a')}""") { id } }`,
  'a long name': `{ ${long('a')} }`,
  'a long comment': `# ${long('a')}\n{ __typename }`,
  'many comments': `${long('#\n')}{ __typename }`,
  'many commas': `${long(',')}{ __typename }`,
  'escapes without end': `{ profile(username: "${long('\\u0041')}") { id } }`,
};

/** Operations with their variables. */
const operations = {
  'ids that are none': [IDS, { ids: Array(60_000).fill({}) }],
  'ids without end': [IDS, { ids: Array(40_000).fill('abc') }],
  'errors without end': [failing(98), { ids: Array(100).fill(ANYBODY) }],
  'errors after many lines': [LINES + failing(10), { ids: Array(100).fill(ANYBODY) }],
  'a number of many digits': [NAME, { name: Number.MAX_VALUE }],
  'a long variable': [NAME, { name: long('a') }],
  'a variable of odd characters': [NAME, { name: long('\u0301').slice(0, 40_000) }],
  'an address of slashes': [POST, { url: `https://e.example/${long('/')}x` }],
  'an address of parameters': [POST, { url: `https://e.example/?${long('&')}x` }],
  'a long search': [
    'query($q: String!) { searchProfiles(query: $q) { edges { cursor } } }',
    { q: long('a ') },
  ],
  'a long password': [SIGN_IN, { input: { identifier: 'ann', password: long('a') } }],
  'a long name to sign in': [SIGN_IN, { input: { identifier: long('a'), password: 'a' } }],
  'many to follow': [
    JOIN,
    {
      input: {
        username: 'eve',
        email: 'eve@e.example',
        password: 'correct horse',
        follow: Array(30_000).fill('ann'),
      },
    },
  ],
  'fields that no input has': [
    SIGN_IN,
    { input: Object.fromEntries(Array.from({ length: 15_000 }, (_item, n) => [`a${n}`, n])) },
  ],
  'variables that nobody declared': [
    '{ __typename }',
    Object.fromEntries(Array.from({ length: 15_000 }, (_item, n) => [`a${n}`, n])),
  ],
  'a long cursor': [
    'query($c: String) { publicFeed(after: $c) { liveCursor } }',
    { c: long('Zi4y') },
  ],
};

/** Texts that are sent as they are. */
const texts = {
  'deep JSON': `{"query":"{ __typename }","variables":{"a":${nested(120_000, '[', '', ']')}}}`,
  'deep JSON for an id': `{"query":${JSON.stringify(IDS)},"variables":{"ids":${nested(120_000, '[', '', ']')}}}`,
  'deep JSON for an input': `{"query":${JSON.stringify(SIGN_IN)},"variables":{"input":${nested(40_000, '{"a":', '1', '}')}}}`,
  'a prototype': '{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true}}}',
  'a prototype in an input': `{"query":${JSON.stringify(SIGN_IN)},"variables":{"input":{"identifier":"ann","password":"a","__proto__":{"a":1}}}}`,
  'a constructor': `{"query":"{ __typename }","variables":{"constructor":{"prototype":{"a":1}}}}`,
  'a batch': `[${Array(5_000).fill('{"query":"{ __typename }"}').join(',')}]`,
  'keys that are the same': `{${long('"query":"{ __typename }",')}"query":"{ __typename }"}`,
  'half of a JSON': '{"query":"{ __typename }","variables":{"a":"',
};

/** Each attack by its name, as the body of a request. */
exports.attacks = Object.fromEntries([
  ...Object.entries(documents).map(([name, query]) => [name, JSON.stringify({ query })]),
  ...Object.entries(operations).map(([name, [query, variables]]) => [
    name,
    JSON.stringify({ query, variables }),
  ]),
  ...Object.entries(texts),
]);
