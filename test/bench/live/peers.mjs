import { startProcess, startServer } from '../server-process.mjs';
import { POST_URL, wordsNow } from './operation.mjs';
import { post } from './post.mjs';
import { subscribe } from './subscriber.mjs';

const script = (name) => new URL(`${name}.mjs`, import.meta.url).pathname;

const JOIN = 'mutation ($input: JoinInput!) { join(input: $input) { session { token } } }';
const ADD =
  'mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { message } } }';

/** The real server. `publish` is a mutation by somebody who is signed in. */
export async function startOurs(databaseUrl, environment = {}) {
  const server = await startServer(databaseUrl, {
    RATE_LIMITS: 'off',
    MAX_SOCKETS_PER_ADDRESS: '100000',
    ...environment,
  });
  const name = `ann${process.hrtime.bigint()}`;
  const input = { username: name, email: `${name}@example.com`, password: 'long enough' };
  const { join } = await ask(server.url, JOIN, { input });
  const publish = async (words) => {
    const variables = { input: { postUrl: POST_URL, body: words } };
    const { addComment } = await ask(server.url, ADD, variables, join.session.token);
    if (!addComment.comment) throw new Error(JSON.stringify(addComment));
  };
  return { ...server, speaksGraphql: true, publish };
}

async function ask(url, query, variables, token) {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const answer = await post(`${url}/graphql`, JSON.stringify({ query, variables }), headers);
  const { data, errors } = JSON.parse(answer);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Stock graphql-ws with our schema. @param {string} databaseUrl where an activity is that it takes as a pattern */
export async function startStock(databaseUrl, environment = {}) {
  return peer(await startProcess([script('stock-server'), databaseUrl], environment), true);
}

/** A bare broadcast. @param {string} message what it sends */
export async function startBare(message, environment = {}) {
  return peer(await startProcess([script('bare-server'), message], environment), false);
}

const peer = (server, speaksGraphql) => ({
  ...server,
  speaksGraphql,
  publish: (words) => post(server.url, words),
});

/** The message that a subscriber of a server gets when something is published. */
export async function messageOf({ url, speaksGraphql, publish }) {
  let onMessage;
  const arrived = new Promise((resolve, reject) => {
    onMessage = {
      onActivity: (bytes, ...range) => resolve(bytes.utf8Slice(...range)),
      onFailure: reject,
    };
  });
  const socket = await subscribe(url, { speaksGraphql, ...onMessage });
  await publish(wordsNow());
  const message = await arrived;
  socket.close();
  return message;
}

export const OURS = 'Rejoinder';
export const STOCK = 'stock graphql-ws';
export const BARE = 'bare ws';

/**
 * Runs something with all three, which send the same. Ours comes with a second node that writes to the same database, for
 * the others store nothing.
 * @param {string} databaseUrl of an empty database
 */
export async function withAll(databaseUrl, run) {
  const started = [];
  const start = async (starting) => {
    started.push(await starting);
    return started.at(-1);
  };
  try {
    const ours = await start(startOurs(databaseUrl));
    const writer = await start(startOurs(databaseUrl));
    const message = await messageOf(ours);
    const stock = await start(startStock(databaseUrl));
    expectSameShape(message, await messageOf(stock));
    const bare = await start(startBare(message));
    return await run({
      [OURS]: { ...ours, publishElsewhere: writer.publish },
      [STOCK]: stock,
      [BARE]: bare,
    });
  } finally {
    for (const server of started) await server.stop();
  }
}

/** Both tell the same of different comments. */
function expectSameShape(ours, theirs) {
  const [left, right] = [ours, theirs].map((message) => shapeOf(JSON.parse(message)));
  if (left !== right) throw new Error(`The messages differ:\n${ours}\n${theirs}`);
}

/** A message with the kinds of its values, and the lengths of its words, in place of the values. */
const shapeOf = (message) =>
  JSON.stringify(message, (key, value) => {
    if (value === null || typeof value === 'object') return value;
    return /^(__typename|type|bodyHtml|body)$/.test(key) ? String(value).length : typeof value;
  });
