import { encodeLiveCursor } from '../../../dist/schema/cursor.js';
import { quantile } from '../report.mjs';
import { startOurs } from './peers.mjs';
import { cpuOf } from './process-usage.mjs';
import { burst, paced } from './publishing.mjs';
import { fill } from './replay-data.mjs';
import { startSubscribers } from './subscriber-process.mjs';

const LIVE_SUBSCRIBERS = 200;
const COMMENTS_PER_SECOND = 20;
/** A server that has just begun answers slowly: what it runs is compiled once it has run often. */
const WARM_UP = 2_000;
/** The latency is measured on every fourth socket. */
const EVERY = 4;

/**
 * One subscriber reads what it missed while others are live and somebody comments. The first round only warms up.
 * @returns each round's entries a second, and the latency of the others meanwhile, in milliseconds
 */
export async function replayWhileLive(scratch, { entries, rounds }) {
  const after = encodeLiveCursor(await fill(scratch.database, entries));
  const server = await startOurs(scratch.url);
  const live = startSubscribers();
  const late = startSubscribers();
  try {
    const options = { url: server.url, speaksGraphql: true, count: LIVE_SUBSCRIBERS };
    await live.call('open', { ...options, every: EVERY });
    await burst(server.publish, WARM_UP);
    await live.call('expect', { count: WARM_UP * LIVE_SUBSCRIBERS });
    await live.call('take');
    const figures = [];
    for (let round = 0; round <= rounds; round += 1)
      figures.push(await measure({ server, live, late, after, entries }));
    return figures.slice(1);
  } finally {
    for (const process of [live, late, server]) await process.stop();
  }
}

async function measure({ server, live, late, after, entries }) {
  let isOver = false;
  const replay = measureReplay(server, late, after).finally(() => (isOver = true));
  const writing = paced(server.publish, COMMENTS_PER_SECOND, () => isOver);
  const [replayed, written] = await Promise.all([replay, writing]);
  if (replayed.counted < entries)
    throw new Error(`${replayed.counted} entries came, of ${entries}.`);
  await live.call('expect', { count: written * LIVE_SUBSCRIBERS });
  const { latencies } = await live.call('take');
  return { ...replayed, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

async function measureReplay({ url, pid }, late, after) {
  const cpu = cpuOf(pid);
  const began = performance.now();
  await late.call('replay', { url, after });
  const took = performance.now() - began;
  const { counted } = await late.call('take');
  const perSecond = (counted / took) * 1000;
  return { counted, perSecond, cpuPerEntry: (cpuOf(pid) - cpu) / counted };
}
