import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { judge, printTable, quantile } from './report.mjs';
import { scratchPostgres, scratchSqlite } from './scratch-database.mjs';
import { startServer } from './server-process.mjs';
import { comment, joinAs } from './commenter.mjs';

const POST_URL = 'https://blog.example/a';

const COMMENTS = 300;
const TARGET_MS = 50;

export const about = 'from a mutation’s answer to the event at a subscriber, on an idle server';

export async function run() {
  const rows = [await measure('SQLite', await scratchSqlite())];
  if (process.env.BENCH_POSTGRES_URL)
    rows.push(await measure('Postgres', await scratchPostgres(process.env.BENCH_POSTGRES_URL)));
  printTable(rows);
  for (const row of rows)
    judge(
      `${row.database}, p99`,
      `${row['p99 ms']} ms`,
      Number(row['p99 ms']) <= TARGET_MS,
      '50 ms',
    );
}

async function measure(name, scratch) {
  const server = await startServer(scratch.url);
  try {
    const token = await joinAs(server.url);
    const arrivals = new Map();
    const live = await subscribe(server.url, (id) => arrivals.get(id)?.(performance.now()));
    const delays = [];
    for (let index = 0; index < COMMENTS; index += 1) {
      const body = `Comment ${index}`;
      const arrived = new Promise((resolve) => arrivals.set(body, resolve));
      await comment(server.url, token, { postUrl: POST_URL, body });
      const answered = performance.now();
      // An event that overtakes the answer has waited for nothing.
      delays.push(Math.max(0, (await arrived) - answered));
    }
    await live.dispose();
    const ms = (part) => quantile(delays, part).toFixed(1);
    return { database: name, 'p50 ms': ms(0.5), 'p99 ms': ms(0.99), 'most ms': ms(1) };
  } finally {
    await server.stop();
    await scratch.drop();
  }
}

/** Follows the public feed until it is live. @param onComment told the body of each comment that arrives */
async function subscribe(url, onComment) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const query = `subscription { publicFeed { __typename cursor
    ... on ActivityAdded { activity { id occurredAt actor { id username } ... on CommentActivity { comment { body } } } } } }`;
  await new Promise((resolve, reject) =>
    client.subscribe(
      { query },
      {
        next: ({ data }) => {
          resolve();
          const body = data?.publicFeed.activity?.comment?.body;
          if (body) onComment(body);
        },
        error: reject,
        complete: () => undefined,
      },
    ),
  );
  return client;
}
