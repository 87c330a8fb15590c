import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeExport } from './import/export-file.mjs';
import { judge, printTable, quantile } from './report.mjs';
import { scratchPostgres, scratchSqlite } from './scratch-database.mjs';
import { startServer } from './server-process.mjs';
import { comment, joinAs } from './commenter.mjs';

const POST_URL = 'https://live.example/a';

const COMMAND = new URL('../../dist/cli/rejoinder.js', import.meta.url).pathname;
const MB = 1e6;
const SIZE = 1_000 * MB;
const QUICK_SIZE = 10 * MB;
const LOOK_MS = 100;
const COMMENTS_PER_SECOND = 10_000;
const MAX_MEMORY = 300 * MB;
const MAX_LATENCY_MS = 100;

export const about =
  'Typepad exports: comments and MB a second, memory, and how soon the API answers a mutation meanwhile';

/** Alone, and beside a server to which somebody writes: an import lets others have their turn. */
export async function run({ isQuick }) {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-import-'));
  const path = join(folder, 'export.txt');
  try {
    const held = await writeExport(path, isQuick ? QUICK_SIZE : SIZE);
    console.log(`${(held.bytes / MB).toFixed(0)} MB, ${held.comments} comments`);
    await measure('SQLite', scratchSqlite, path, held);
    const server = process.env.BENCH_POSTGRES_URL;
    if (server) await measure('Postgres', () => scratchPostgres(server), path, held);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(name, open, path, held) {
  const alone = await withDatabase(open, (url) => importOf(url, path, held));
  const beside = await withDatabase(open, (url) => importBesideServer(url, path, held));
  printTable([
    { import: `${name}, alone`, ...rowOf(alone) },
    {
      import: `${name}, beside a server`,
      ...rowOf(beside),
      'mutation p50 ms': ms(beside, 0.5),
      'p99 ms': ms(beside, 0.99),
    },
  ]);
  const rate = Math.round(alone.commentsPerSecond);
  judge(`${name}, comments/s`, rate, rate >= COMMENTS_PER_SECOND, COMMENTS_PER_SECOND);
  const peak = Math.max(alone.peak, beside.peak);
  judge(`${name}, memory`, `${(peak / MB).toFixed(0)} MB`, peak <= MAX_MEMORY, '300 MB');
  judge(
    `${name}, a mutation meanwhile, p99`,
    `${ms(beside, 0.99)} ms`,
    quantile(beside.waits, 0.99) <= MAX_LATENCY_MS,
    '100 ms',
  );
}

const ms = ({ waits }, part) => quantile(waits, part).toFixed(1);

const rowOf = ({ seconds, commentsPerSecond, bytesPerSecond, peak }) => ({
  seconds: seconds.toFixed(1),
  'comments/s': commentsPerSecond.toFixed(0),
  'MB/s': (bytesPerSecond / MB).toFixed(2),
  'peak MB': (peak / MB).toFixed(0),
});

async function withDatabase(open, work) {
  const scratch = await open();
  try {
    return await work(scratch.url);
  } finally {
    await scratch.drop();
  }
}

async function importOf(url, path, held) {
  const began = performance.now();
  const child = spawn(process.execPath, [COMMAND, 'import', 'typepad', path], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url },
    stdio: 'ignore',
  });
  const exit = once(child, 'exit');
  let peak = 0;
  while (child.exitCode === null) {
    peak = Math.max(peak, peakOf(child.pid));
    await Promise.race([exit, pause(LOOK_MS)]);
  }
  if (child.exitCode !== 0) throw new Error(`The import ended with ${child.exitCode}.`);
  const seconds = (performance.now() - began) / 1000;
  return {
    seconds,
    peak,
    commentsPerSecond: held.comments / seconds,
    bytesPerSecond: held.bytes / seconds,
  };
}

/** The most memory that a process has had, in bytes; 0 once it is gone, and where the system does not tell. */
function peakOf(pid) {
  try {
    return (
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    );
  } catch {
    return 0;
  }
}

async function importBesideServer(url, path, held) {
  const server = await startServer(url, { RATE_LIMITS: 'off' });
  try {
    const token = await joinAs(server.url);
    const waits = [];
    const state = { isDone: false };
    const importing = importOf(url, path, held).finally(() => (state.isDone = true));
    while (!state.isDone) {
      const began = performance.now();
      await comment(server.url, token, { postUrl: POST_URL, body: `Words ${waits.length}` });
      waits.push(performance.now() - began);
      await pause(LOOK_MS);
    }
    return { ...(await importing), waits };
  } finally {
    await server.stop();
  }
}
