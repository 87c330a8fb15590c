import { quantile } from '../report.mjs';
import { cpuOf } from './process-usage.mjs';
import { burst, paced } from './publishing.mjs';
import { startSubscribers } from './subscriber-process.mjs';

/** What is sent in a burst in all; what is sent in a second when it is paced: less than the slowest can. */
const DELIVERIES = 100_000;
const PACED_DELIVERIES = 2_500;
const PACED_SECONDS = 8;
/** One by one, so many events. */
const SINGLES = 20;
/** On one socket in so many is the latency measured. */
const EVERY = 50;

/**
 * Fans events out to many subscribers of each server. Each round asks the servers in turn, so that whatever else the
 * machine does strikes all alike; the first one only warms up.
 * @returns by server, the figures of each round
 */
export async function fanOut(servers, { subscribers, rounds, share }) {
  const sides = [];
  try {
    for (const [name, server] of Object.entries(servers)) {
      const clients = startSubscribers();
      sides.push({ name, server, clients, figures: [] });
      const { url, speaksGraphql } = server;
      await clients.call('open', { url, speaksGraphql, count: subscribers, every: EVERY });
    }
    for (let round = 0; round <= rounds; round += 1)
      for (const side of sides) {
        const figures = await measure(side, { subscribers, share });
        if (round > 0) side.figures.push(figures);
      }
  } finally {
    for (const { clients } of sides) await clients.stop();
  }
  return Object.fromEntries(sides.map(({ name, figures }) => [name, figures]));
}

async function measure({ server, clients }, size) {
  const { publish, publishElsewhere } = server;
  const written = publishElsewhere && (await measureBurst(server, clients, size, publishElsewhere));
  const own = await measureBurst(server, clients, size, publish);
  const oneByOne = await measureSingles(server, clients, size, publish);
  const latency = await measurePaced(server, clients, size);
  const figures = { ...(written ?? own), oneByOne: { ...oneByOne, ...latency } };
  return written ? { ...figures, whileWriting: own } : figures;
}

async function measureBurst(server, clients, { subscribers, share }, publish) {
  const events = Math.ceil((DELIVERIES * share) / subscribers);
  const deliveries = events * subscribers;
  const pids = [server.pid, clients.pid];
  const before = pids.map(cpuOf);
  const began = performance.now();
  const arrived = clients.call('expect', { count: deliveries });
  await Promise.all([arrived, burst(publish, events)]);
  const elapsed = (performance.now() - began) * 1000;
  const [cpu, clientCpu] = pids.map((pid, index) => cpuOf(pid) - before[index]);
  const { firstAt, lastAt } = await takeExactly(clients, deliveries);
  return {
    perSecond: (deliveries / (lastAt - firstAt)) * 1e6,
    cpuPerDelivery: cpu / deliveries,
    clientLoad: clientCpu / elapsed,
  };
}

/**
 * Each event once everybody has the one before: what is sent together in a burst is sent by itself here. It is written at
 * the server itself, which is told at once: one that waits for others to write does its work with cold caches. The rate is
 * that of the sending alone, between the first arrival and the last; the CPU time has in it what writing took.
 */
async function measureSingles(server, clients, { subscribers }, publish) {
  const pids = [server.pid, clients.pid];
  const before = pids.map(cpuOf);
  let sending = 0;
  for (let event = 0; event < SINGLES; event += 1) {
    const arrived = clients.call('expect', { count: subscribers });
    await Promise.all([arrived, burst(publish, 1)]);
    const { firstAt, lastAt } = await takeExactly(clients, subscribers);
    sending += lastAt - firstAt;
  }
  const [cpu, clientCpu] = pids.map((pid, index) => cpuOf(pid) - before[index]);
  const deliveries = SINGLES * subscribers;
  return {
    perSecond: (deliveries / sending) * 1e6,
    cpuPerDelivery: cpu / deliveries,
    clientLoad: clientCpu / sending,
  };
}

async function measurePaced({ publish }, clients, { subscribers, share }) {
  const perSecond = PACED_DELIVERIES / subscribers;
  const events = Math.ceil(perSecond * PACED_SECONDS * Math.sqrt(share));
  const arrived = clients.call('expect', { count: events * subscribers });
  await Promise.all([arrived, paced(publish, perSecond, (count) => count === events)]);
  const { latencies } = await takeExactly(clients, events * subscribers);
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

/** Nothing is missing, and nothing came twice. */
async function takeExactly(clients, count) {
  const taken = await clients.call('take');
  if (taken.counted !== count) throw new Error(`${taken.counted} messages came, not ${count}.`);
  return taken;
}
