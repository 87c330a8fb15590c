import { joinAs } from './commenter.mjs';
import { judge, median, printTable, quantile } from './report.mjs';
import { scratchSqlite } from './scratch-database.mjs';
import { startServer } from './server-process.mjs';

const TRIES = 400;
const QUICK_TRIES = 60;
/** Medians that differ by more than this part tell a name that somebody has from one that nobody has. */
const MOST_APART = 0.05;

const SIGN_IN = `mutation($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }`;
const RESET = `mutation($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { userErrors { code } } }`;

const PASSWORD = 'not the password';
/** Each has a known side and an unknown one, which are asked in turn. */
const QUESTIONS = [
  ['signIn, by name', SIGN_IN, { identifier: 'ann', password: PASSWORD }, 'identifier', 'zoe'],
  [
    'signIn, by email',
    SIGN_IN,
    { identifier: 'ann@example.com', password: PASSWORD },
    'identifier',
    'zoe@example.com',
  ],
  ['requestPasswordReset', RESET, { email: 'ann@example.com' }, 'email', 'zoe@example.com'],
];

export const about = 'how long it takes to refuse a wrong password, and a name that nobody has';

export async function run({ isQuick }) {
  const scratch = await scratchSqlite();
  const server = await startServer(scratch.url, { RATE_LIMITS: 'off' });
  try {
    await joinAs(server.url);
    const rows = [];
    for (const question of QUESTIONS)
      rows.push(await measure(server.url, question, isQuick ? QUICK_TRIES : TRIES));
    printTable(rows.map(({ apart: _apart, ...row }) => row));
    for (const { question, apart } of rows)
      judge(
        `${question}, medians apart`,
        `${(apart * 100).toFixed(1)} %`,
        apart <= MOST_APART,
        `${MOST_APART * 100} %`,
      );
  } finally {
    await server.stop();
    await scratch.drop();
  }
}

async function measure(url, [question, query, known, field, nobody], tries) {
  const unknown = { ...known, [field]: nobody };
  const [ofKnown, ofUnknown] = [[], []];
  for (let index = -10; index < tries; index += 1) {
    // The first few are not counted; which is asked first changes, so that neither gains by it.
    const pair = [
      [known, ofKnown],
      [unknown, ofUnknown],
    ];
    for (const [input, times] of index % 2 === 0 ? pair : pair.reverse()) {
      const ms = await time(url, query, input);
      if (index >= 0) times.push(ms);
    }
  }
  const [a, b] = [median(ofKnown), median(ofUnknown)];
  return {
    question,
    'known p50 ms': a.toFixed(2),
    'unknown p50 ms': b.toFixed(2),
    'known p90 ms': quantile(ofKnown, 0.9).toFixed(2),
    'unknown p90 ms': quantile(ofUnknown, 0.9).toFixed(2),
    apart: Math.abs(a - b) / Math.max(a, b),
  };
}

async function time(url, query, input) {
  const begun = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = await response.json();
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return performance.now() - begun;
}
