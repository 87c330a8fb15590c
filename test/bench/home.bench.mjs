import { rangeOf } from '../../dist/database/page.js';
import { homeFeedStatement } from '../../dist/feed/feed.queries.js';
import { fill, START, viewers } from './home-data.mjs';
import { judge, median, printTable, quantile } from './report.mjs';
import { scratchPostgres, scratchSqlite } from './scratch-database.mjs';

export const about = 'statement time of a home feed page of 20, by followees and activities';

const FEW = 100_000;
const MANY = 1_000_000;
const ROUNDS = 200;
const WARM_UP = 20;

export async function run() {
  await bench('SQLite', scratchSqlite);
  const server = process.env.BENCH_POSTGRES_URL;
  if (server) await bench('Postgres', () => scratchPostgres(server));
  else
    console.log(
      '\nPostgres is left out: set BENCH_POSTGRES_URL=postgres://<user>@<host>/<database>.',
    );
}

async function bench(name, open) {
  const few = await measure(name, open, FEW);
  const many = await measure(name, open, MANY);
  const at = (times, viewer) => median(times[viewer].first);
  const growth = at(many, '1,000 followees') / at(many, '10 followees');
  const size = at(many, '1,000 followees') / at(few, '1,000 followees');
  console.log();
  judge(`${name}, 1,000 followees against 10`, `${growth.toFixed(1)} x`, growth <= 10, '<= 10 x');
  judge(`${name}, 10 x more activities`, `${size.toFixed(2)} x`, size <= 1.3, '<= 1.3 x');
}

/** @returns milliseconds by viewer and page */
async function measure(name, open, count) {
  const began = performance.now();
  const { database, drop } = await open();
  try {
    await fill(database, count);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`\n${name}, ${count.toLocaleString('en')} activities (made in ${seconds} s)`);
    const times = await timesOf(database.reads, pagesOf(count));
    printTable(rowsOf(times));
    return times;
  } finally {
    await drop();
  }
}

const pagesOf = (count) => ({
  first: null,
  middle: { at: START + (count / 2) * 1000, id: Number.MAX_SAFE_INTEGER },
});

/** One read of each kind in turn, so that whatever else the machine does strikes all alike. */
async function timesOf(reads, pages) {
  const times = {};
  for (const viewer of Object.keys(viewers)) {
    times[viewer] = {};
    for (const page of Object.keys(pages)) times[viewer][page] = [];
  }
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const [viewer, viewerId] of Object.entries(viewers))
      for (const [page, after] of Object.entries(pages)) {
        const range = rangeOf({ limit: 20, after, before: null }, 'NEWEST_FIRST');
        const began = performance.now();
        const rows = await reads.all(homeFeedStatement.DESC, { viewerId, ...range });
        const took = performance.now() - began;
        if (rows.length !== 21 && viewer !== '1,000 dormant')
          throw new Error(`${viewer}: a short page.`);
        if (round >= 0) times[viewer][page].push(took);
      }
  return times;
}

const rowsOf = (times) =>
  Object.entries(times).map(([viewer, pages]) => ({
    'viewer (ms)': viewer,
    ...Object.fromEntries(
      Object.entries(pages).flatMap(([page, values]) => [
        [`${page} median`, median(values).toFixed(2)],
        [`${page} p95`, quantile(values, 0.95).toFixed(2)],
      ]),
    ),
  }));
