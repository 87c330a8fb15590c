import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { post } from '../support/http';
import { operations } from '../support/operations';

const SECRET = 'hunter2-is-my-password';
const NUMBER = '8675309';
/** Without its quotes. */
const WORD = 'hunter2';

const signingIn = (password: string) =>
  `mutation { signIn(input: { identifier: "ann", password: ${password} }) { userErrors { code } } }`;

/** Documents with a value in them that does not fit, and what of the message is left. */
const LITERALS: [query: string, message: RegExp][] = [
  [`{ publicFeed(first: "${SECRET}") { liveCursor } }`, /^Int cannot represent .*value\.$/],
  [`{ publicFeed(first: ${NUMBER}${NUMBER}) { liveCursor } }`, /^Int cannot represent .*value\.$/],
  [`{ publicFeed(first: {a: "${SECRET}"}) { liveCursor } }`, /^Int cannot represent .*value\.$/],
  [`{ profile(username: ${NUMBER}) { id } }`, /^String cannot represent .*value\.$/],
  [`{ profile(username: {a: "${SECRET}"}) { id } }`, /^String cannot represent .*value\.$/],
  [`{ profile(username: ["${SECRET}"]) { id } }`, /^String cannot represent .*value\.$/],
  [`{ node(id: ["${SECRET}"]) { id } }`, /^ID cannot represent .*value\.$/],
  [`{ node(id: 1.${NUMBER}) { id } }`, /^ID cannot represent .*value\.$/],
  [`{ __typename @include(if: "${SECRET}") }`, /^Boolean cannot represent .*value\.$/],
  [`query($n: Int = "${SECRET}") { publicFeed(first: $n) { liveCursor } }`, /^Int cannot/],
  [`mutation { signIn(input: "${SECRET}") { userErrors { code } } }`, /"SignInInput!"\.$/],
  [
    `mutation { signIn(input: {identifier: "ann", password: ["${SECRET}"]}) { userErrors { code } } }`,
    /^String cannot represent .*value\.$/,
  ],
  [
    `mutation { addComment(input: {body: "a", bodyFormat: "${SECRET}"}) { userErrors { code } } }`,
    /.*/,
  ],
  [
    `{ profile(username: "ann" "${SECRET}") { id } }`,
    /^Syntax Error: Expected Name, found String\.$/,
  ],
  [`{ profile "${SECRET}" }`, /^Syntax Error: Expected Name, found String\.$/],
  [`{ profile """${SECRET}""" }`, /^Syntax Error: Expected Name, found BlockString\.$/],
  [`{ profile """${WORD}" Name "z""" }`, /^Syntax Error: Expected Name, found BlockString\.$/],
  [`{ profile ${NUMBER} }`, /^Syntax Error: Expected Name, found Int\.$/],
  [`{ profile(username: "${SECRET}\n") { id } }`, /^Syntax Error: Unterminated string\.$/],
  [`{ profile(username: "\\u{${SECRET}") { id } }`, /^Syntax Error: Invalid Unicode escape/],
  [`"${SECRET}"`, /^Syntax Error: /],
  [signingIn(`my ${WORD} words`), /^Syntax Error: Expected ":", found Name\.$/],
  [signingIn(`my secret ${WORD}`), /^Syntax Error: Expected ":", found Name\.$/],
  [signingIn(`"my" ${WORD} "words"`), /^Syntax Error: Expected ":", found String\.$/],
  [`${WORD} { profile }`, /^Syntax Error: Unexpected Name\.$/],
  [`query A ${WORD} { profile }`, /^Syntax Error: Expected "\{", found Name\.$/],
  [`fragment A ${WORD} Profile { id }`, /^Syntax Error: Expected "on", found Name\.$/],
  [`query ($a: String = $${WORD}) { profile }`, /^Syntax Error: Unexpected variable\.$/],
];

/** Variables that do not fit in many ways are in test/api/errors.test.ts. */
const VARIABLES: [query: string, variables: object][] = [
  [operations.SignIn, { input: { identifier: [SECRET], password: SECRET } }],
  [operations.Node, { id: { [SECRET]: SECRET } }],
  ['query($n: Int) { publicFeed(first: $n) { liveCursor } }', { n: SECRET }],
  // What fits its variable, and not the place where it stands.
  ['query($n: String = "ann") { profile(username: $n) { id } }', { n: null, spare: SECRET }],
];

describe.each(['production', 'development', 'test'])('an error, where NODE_ENV is %s', (mode) => {
  let app: TestApp;
  let ann: Member;
  let socket: RawSocket;
  const log: string[] = [];
  const before = process.env.NODE_ENV;

  beforeAll(async () => {
    process.env.NODE_ENV = mode;
    app = await TestApp.start({ logLevel: 'info' }, { logTo: { write: (line) => log.push(line) } });
    ann = await app.join('ann');
  });
  beforeEach(async () => {
    socket = await RawSocket.ready(app, ann);
  });
  afterEach(() => socket.close());
  afterAll(async () => {
    process.env.NODE_ENV = before;
    await app.close();
  });

  /** The errors that both transports give; they are the same. */
  async function errorsOf(query: string, variables: object = {}) {
    const sent = await post(app, { query, variables }, { authorization: `Bearer ${ann.token}` });
    const [frame] = await socket.run(`${Math.random()}`, query, variables);
    const errors = frame.type === 'error' ? frame.payload : frame.payload.errors;
    const text = sent.text + JSON.stringify(frame);
    return { errors: [...(sent.answer.errors ?? []), ...errors] as any[], text };
  }

  it.each(LITERALS)(
    'about a value in the document does not repeat it: %s',
    async (query, message) => {
      const { errors, text } = await errorsOf(query);
      expect(errors.length).toBeGreaterThanOrEqual(2);
      for (const error of errors) expect(error.message).toMatch(message);
      for (const value of [SECRET, NUMBER, WORD]) expect(text).not.toContain(value);
      expect(text).not.toMatch(/node_modules|stacktrace|\.js:\d|at Object\./);
    },
  );

  it.each(VARIABLES)('about a variable does not repeat it: %s', async (query, variables) => {
    const { errors, text } = await errorsOf(query, variables);
    for (const error of errors) expect(error.extensions.code).toBe('BAD_USER_INPUT');
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/node_modules|stacktrace|\.js:\d|at Object\./);
  });

  it('of the server has an id that is in the log, over HTTP and WebSocket', async () => {
    const sql = (text: string) => app.app.database.source.query(text);
    await sql('ALTER TABLE "activity" RENAME TO "lost"');
    const { errors, text } = await errorsOf('{ publicFeed { edges { cursor } } }');
    await sql('ALTER TABLE "lost" RENAME TO "activity"');
    expect(errors).toHaveLength(2);
    for (const { extensions } of errors) {
      expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
      const lines = log.filter((line) => line.includes(extensions.errorId));
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0]!)).toMatchObject({
        errorId: extensions.errorId,
        fault: {
          message: expect.stringMatching(/activity|SQLITE_ERROR/),
          stack: expect.any(String),
        },
      });
    }
    expect(text).not.toMatch(/activity"|SQL|relation|node_modules|stacktrace/);
  });

  it('of another route of the server is told in the same way', async () => {
    const sql = (text: string) => app.app.database.source.query(text);
    await sql('ALTER TABLE "post" RENAME TO "lost"');
    const response = await fetch(`${app.url}/p/ann.typepad.example/${SECRET}.html`);
    await sql('ALTER TABLE "lost" RENAME TO "post"');
    expect(response.status).toBe(500);
    const { errors } = (await response.json()) as { errors: any[] };
    expect(errors).toEqual([
      {
        message: 'Something went wrong on the server. Tell its administrator the errorId.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
      },
    ]);
    expect(log.filter((line) => line.includes(errors[0].extensions.errorId))).toHaveLength(1);
    expect(log.join('')).not.toContain(SECRET);
  });

  it('about an address that is not there repeats nothing of it', async () => {
    for (const path of [`/${SECRET}`, `/%ff${SECRET}`, `/graphql/${SECRET}?a=${SECRET}`]) {
      const response = await fetch(`${app.url}${path}`);
      expect(response.status).toBeGreaterThanOrEqual(400);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      expect(text).not.toContain(SECRET);
    }
    expect(log.join('')).not.toContain(SECRET);
  });
});
