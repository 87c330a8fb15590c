import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual, promisify } from 'node:util';
import { fill } from './profile-page/data.mjs';
import { bodyFor, PUBLIC_URL } from './profile-page/operation.mjs';
import { judge, median, printTable } from './report.mjs';
import { scratchSqlite } from './scratch-database.mjs';
import { startProcess, startServer } from './server-process.mjs';

export const about = 'profile pages a second over HTTP, against other ways to serve them';

const CONNECTIONS = 32;
const SECONDS = 4;
const ROUNDS = 5;

const OURS = 'Rejoinder';
const PLAIN = 'plain stack';
const HANDWRITTEN = 'hand-written';
const MERCURIUS = 'Mercurius';

/** How many pages we serve in the time in which the others serve one. */
const TARGETS = { [PLAIN]: 3.5, [MERCURIUS]: 1, [HANDWRITTEN]: 0.6 };

const script = (name) => new URL(`profile-page/${name}.mjs`, import.meta.url).pathname;

export async function run() {
  const scratch = await scratchSqlite();
  await fill(scratch.database);
  const file = scratch.url.slice('sqlite:'.length);
  const startPeer = (name) => startProcess([script(name), file], { NODE_ENV: 'production' });
  const servers = {
    [OURS]: await startServer(scratch.url, { PUBLIC_URL, RATE_LIMITS: 'off' }),
    [PLAIN]: await startPeer('plain-stack'),
    ...(hasMercurius() && { [MERCURIUS]: await startPeer('mercurius') }),
    [HANDWRITTEN]: await startPeer('handwritten'),
  };
  try {
    await expectSameAnswers(Object.values(servers));
    const rates = await measure(servers);
    report(rates);
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    await scratch.drop();
  }
}

/** It is a package of the benchmarks alone. */
function hasMercurius() {
  if (existsSync(new URL('node_modules/mercurius', import.meta.url))) return true;
  console.log(`\n${MERCURIUS} is left out: npm ci --prefix test/bench installs it.`);
  return false;
}

async function expectSameAnswers([ours, ...peers]) {
  for (const username of ['person1', 'PERSON77', 'person500', 'nobody'])
    for (const peer of peers) {
      const [left, right] = await Promise.all([answerOf(ours, username), answerOf(peer, username)]);
      if (!isDeepStrictEqual(left, right))
        throw new Error(
          `The answers for ${username} differ:\n${JSON.stringify(left)}\n${JSON.stringify(right)}`,
        );
    }
}

async function answerOf({ url }, username) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: bodyFor(username),
  });
  return response.json();
}

/** In turn, so that whatever else the machine does strikes all. The first round only warms up. */
async function measure(servers) {
  const rates = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [name, { url }] of Object.entries(servers)) {
      const rate = await load(url);
      if (round > 0) rates[name].push(rate);
    }
  return rates;
}

async function load(url) {
  const args = [script('load'), url, String(CONNECTIONS), String(SECONDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}

function report(rates) {
  printTable(
    Object.entries(rates).map(([server, values]) => ({
      server,
      'pages/s, median': median(values).toFixed(0),
      least: Math.min(...values).toFixed(0),
      most: Math.max(...values).toFixed(0),
    })),
  );
  console.log();
  for (const [peer, target] of Object.entries(TARGETS)) {
    if (!rates[peer]) continue;
    const share = median(rates[OURS]) / median(rates[peer]);
    judge(`against ${peer}`, `${share.toFixed(2)} x`, share >= target, `>= ${target} x`);
  }
}
