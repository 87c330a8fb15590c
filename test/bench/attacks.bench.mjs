import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { comment, joinAs } from './commenter.mjs';
import { printTable, quantile } from './report.mjs';
import { scratchSqlite } from './scratch-database.mjs';
import { startServer } from './server-process.mjs';

const { attacks } = createRequire(import.meta.url)('../support/attacks.js');
/** Sends, or idles: see there. */
const ATTACKER = new URL('attacks/attacker.mjs', import.meta.url);
const IDLER = new URL('attacks/idler.mjs', import.meta.url);
const PAGE = JSON.stringify({
  query: `{ profile(username: "ann") { displayName activity(first: 20) { liveCursor edges {
    node { __typename ... on CommentActivity { comment { bodyHtml post { title } } } } } } } }`,
});
/** What is a person's doing where there is one every now and then, and harm where there are many. */
const FLOODS = {
  'flood of passwords': {
    query: 'mutation($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
    variables: { input: { identifier: 'ann', password: 'wrong password' } },
  },
  'flood of the costliest page': {
    query:
      '{ publicFeed(first: 100) { edges { node { actor { followers(first: 40) { edges { node { about } } } } } } } }',
  },
};

/** By 200 connections at a time, each opened anew when it is cut. */
const IDLING = [
  ['headers a letter at a time', 'HTTP'],
  ['a body that never comes', 'HTTP'],
  ['answers that nobody takes', 'HTTP'],
  ['an upgrade a letter at a time', 'WebSocket'],
  ['sockets that say nothing', 'WebSocket'],
  ['sockets that say half of something', 'WebSocket'],
];
const BAD_TOKEN = `Bearer ${'a'.repeat(43)}`;

export const about =
  'how long others wait for a profile page while somebody attacks, without any rate';

export async function run({ isQuick }) {
  const ms = isQuick ? 500 : 3_000;
  const scratch = await scratchSqlite();
  const server = await startServer(scratch.url);
  try {
    const token = await joinAs(server.url);
    for (let n = 0; n < 30; n += 1)
      await comment(server.url, token, { postUrl: 'https://blog.example/a', body: `Words ${n}` });
    await waits(server.url, ms);
    const rows = [row('nobody attacks', '', await waits(server.url, ms), 0)];
    const all = {
      ...attacks,
      ...Object.fromEntries(
        Object.entries(FLOODS).map(([name, body]) => [name, JSON.stringify(body)]),
      ),
    };
    for (const [name, body] of Object.entries(all))
      for (const over of ['HTTP', 'WebSocket'])
        rows.push(await measure(server.url, { name, over, ms, data: { body } }));
    const forged = { body: PAGE, authorization: BAD_TOKEN };
    for (const over of ['HTTP', 'WebSocket'])
      rows.push(await measure(server.url, { name: 'forged tokens', over, ms, data: forged }));
    for (const [name, over] of IDLING)
      rows.push(await measure(server.url, { name, over, ms, script: IDLER, data: { name } }));
    printTable(rows);
  } finally {
    await server.stop();
    await scratch.drop();
  }
}

async function measure(url, { name, over, ms, script = ATTACKER, data }) {
  const workerData = { url, isLive: over === 'WebSocket', ...data };
  const attacker = new Worker(script, { workerData });
  await once(attacker, 'online');
  const delays = await waits(url, ms);
  attacker.postMessage('end');
  const [count] = await once(attacker, 'message');
  await attacker.terminate();
  return row(name, over, delays, Math.round((count * 1_000) / ms));
}

/** Asks for a page again and again. @returns how long each took */
async function waits(url, ms) {
  const delays = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: PAGE,
    });
    const { data } = await response.json();
    if (data?.profile?.displayName !== 'ann') throw new Error('The page was not answered.');
    delays.push(performance.now() - began);
  }
  return delays;
}

const row = (name, over, delays, perSecond) => ({
  attack: name,
  over,
  'attacks/s': perSecond,
  'others p50 ms': quantile(delays, 0.5).toFixed(1),
  'others p99 ms': quantile(delays, 0.99).toFixed(1),
});
