import { RawSocket } from '../realtime/raw-socket';
import { TestApp } from '../support/app';
import { post } from '../support/http';
import { expectTooComplex, type TooComplex } from '../support/too-complex';

const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_item, n) => part(n)).join(' ');
const PROFILE_FIELDS =
  'id username displayName about location interests homepageUrl avatarUrl joinedAt followerCount followingCount commentCount';

/** What repeats too much, what is counted in it, and what the error says. */
const REPEATING: readonly TooComplex[] = [
  [
    'one field again and again in inline fragments',
    `{ ${times(390, () => '...{viewer{id email}}')} }`,
    { pairs: 3 * ((390 * 389) / 2), limit: 15_000 },
    /same again in 227565 pairs of fields or fragments; 15000 are allowed/,
  ],
  [
    'one field again and again below others',
    `{ ${times(360, () => '...{viewer{profile{id}}}')} }`,
    { pairs: 3 * ((360 * 359) / 2), limit: 15_000 },
    /193860 pairs/,
  ],
  [
    'the same fields in each of its fragments',
    `{ ${times(140, (n) => `...A${n}`)} } ${times(140, (n) => `fragment A${n} on Query{viewer{profile{${PROFILE_FIELDS}}}}`)}`,
    { pairs: 15 * ((140 * 139) / 2), limit: 15_000 },
    /145950 pairs/,
  ],
  [
    'the same fields in fragments that nobody names',
    `{ __typename } fragment A on Query { ${times(390, () => '...{viewer{id}}')} }`,
    { pairs: 2 * ((390 * 389) / 2), limit: 15_000 },
    /151710 pairs/,
  ],
  [
    'the same fragments below one field again and again',
    `{ ${times(50, () => `viewer { ${times(10, (n) => `...A${n}`)} }`)} } ${times(10, (n) => `fragment A${n} on Viewer { id }`)}`,
    { pairs: (50 * 49) / 2 + (500 * 499) / 2 + (10 * 9) / 2, limit: 15_000 },
    /126020 pairs/,
  ],
  [
    'fragments that name the next without end',
    `{ ...F0 } ${times(200, (n) => `fragment F${n} on Query { __typename ...F${n + 1} }`)} fragment F200 on Query { id }`,
    { pairs: (201 * 200) / 2 + (200 * 199) / 2, limit: 15_000 },
    /40000 pairs/,
  ],
  [
    'objects of many fields again and again',
    `{ x { ${times(100, (n) => `y { ${times(34, (m) => `f${n * 34 + m}`)} }`)} } }`,
    { lookups: (3_400 * 99) / 2, limit: 50_000 },
    /is looked for 168300 times; 50000 are allowed/,
  ],
  [
    'fragments that nobody names and that double each other',
    `{ __typename } ${times(20, (n) => `fragment A${n} on Profile { a: block { ...A${n + 1} } b: block { ...A${n + 1} } }`)}`,
    { fields: 10_001, limit: 10_000 },
    /more than 10000 fields; 10000 are allowed/,
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

  it.each(REPEATING)(
    'with %s is refused over HTTP and WebSocket, and told by how much',
    async (_what, query, counted, message) =>
      expectTooComplex(app, socket, [query, counted, message]),
  );

  it('may name what it needs in each of many fragments, as components do', async () => {
    const component = (n: number) =>
      `fragment Part${n} on Profile { __typename id username ...Name } `;
    const query = `{ viewer { profile { id ${times(60, (n) => `...Part${n}`)} } } }
      ${times(60, component)} fragment Name on Profile { id displayName }`;
    expect((await post(app, { query })).answer.errors).toBeUndefined();
    const [next] = await socket.run('it', query);
    expect(next.payload.errors).toBeUndefined();
  });

  it('whose fragments name themselves below a field is told so', async () => {
    const query = '{ viewer { ...A } } fragment A on Viewer { profile { viewer { ...A } } }';
    const { answer } = await post(app, { query });
    expect(answer.errors?.map(({ message }) => message)).toContain(
      'Cannot spread fragment "A" within itself.',
    );
  });
});
