import { medianOf, reportFanOut } from './live/fan-out-report.mjs';
import { fanOut } from './live/fan-out.mjs';
import { memoryPerSubscriber } from './live/memory.mjs';
import * as peers from './live/peers.mjs';
import { openFilesLimit } from './live/process-usage.mjs';
import { replayWhileLive } from './live/replay.mjs';
import { judge, printTable } from './report.mjs';
import { scratchSqlite } from './scratch-database.mjs';

export const about =
  'live feeds: fan-out, memory and replay, against stock graphql-ws and a bare broadcast (--quick: fewer subscribers)';

const FULL = {
  ...{ rounds: 3, sizes: [1_000, 5_000], share: 1 },
  ...{ memory: { few: 2_000, many: 5_000 }, entries: 100_000 },
};
const QUICK = {
  ...{ rounds: 3, sizes: [500, 1_000], share: 0.4 },
  ...{ memory: { few: 1_000, many: 3_000 }, entries: 20_000 },
};
/** What a process has open besides its subscribers. */
const OTHER_FILES = 200;

const count = (number) => number.toLocaleString('en');

export async function run({ isQuick }) {
  const plan = isQuick ? QUICK : FULL;
  for (const subscribers of plan.sizes) await benchFanOut(subscribers, plan);
  await benchMemory(plan);
  await benchReplay(plan);
}

async function benchFanOut(subscribers, { rounds, share }) {
  if (!canOpen(subscribers, 'fan-out')) return;
  const figures = await withScratch(({ url }) =>
    peers.withAll(url, (servers) => fanOut(servers, { subscribers, rounds, share })),
  );
  reportFanOut(subscribers, figures);
}

async function benchMemory({ memory, rounds }) {
  if (!canOpen(memory.many, 'memory')) return;
  const figures = await withScratch(async ({ url }) => {
    const message = await peers.withAll(url, (servers) => peers.messageOf(servers[peers.OURS]));
    const starters = {
      [peers.OURS]: (environment) => peers.startOurs(url, environment),
      [peers.STOCK]: (environment) => peers.startStock(url, environment),
      [peers.BARE]: (environment) => peers.startBare(message, environment),
    };
    return memoryPerSubscriber(starters, { ...memory, rounds });
  });
  console.log(`\nMemory by idle subscriber, of ${count(memory.few)} to ${count(memory.many)}`);
  const kilobytes = (rounds, figure) => (medianOf(rounds, figure) / 1024).toFixed(1);
  printTable(
    Object.entries(figures).map(([server, rounds]) => ({
      server,
      'resident KB': kilobytes(rounds, 'resident'),
      'on the heap KB': kilobytes(rounds, 'inUse'),
    })),
  );
  const resident = (name) => medianOf(figures[name], 'resident');
  const times = resident(peers.OURS) / resident(peers.BARE);
  console.log();
  judge(`memory, against ${peers.BARE}`, `${times.toFixed(1)} x`, times <= 2, '<= 2 x');
}

async function benchReplay({ entries, rounds }) {
  const figures = await withScratch((scratch) => replayWhileLive(scratch, { entries, rounds }));
  const rate = medianOf(figures, 'perSecond');
  const p99 = medianOf(figures, 'p99');
  console.log(`\nReplay of ${count(entries)} entries while others are live`);
  printTable([
    {
      'entries/s': rate.toFixed(0),
      'CPU µs each': medianOf(figures, 'cpuPerEntry').toFixed(1),
      'others p50 ms': medianOf(figures, 'p50').toFixed(1),
      'others p99 ms': p99.toFixed(1),
    },
  ]);
  console.log();
  judge('replay', `${rate.toFixed(0)} entries/s`, rate >= 20_000, '>= 20000/s');
  judge('live delivery to others, p99', `${p99.toFixed(1)} ms`, p99 < 50, '< 50 ms');
}

async function withScratch(use) {
  const scratch = await scratchSqlite();
  try {
    return await use(scratch);
  } finally {
    await scratch.drop();
  }
}

/** What cannot be measured here counts as missed. */
function canOpen(subscribers, what) {
  const limit = openFilesLimit();
  if (subscribers + OTHER_FILES <= limit) return true;
  const why = `not measured, a process may open ${count(limit)} files here (ulimit -n)`;
  judge(`${what}, ${count(subscribers)} subscribers`, why, false, 'to be measured');
  return false;
}
