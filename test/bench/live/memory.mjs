import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSubscribers } from './subscriber-process.mjs';

const COLLECT = new URL('collect-garbage.mjs', import.meta.url).href;
/** Sockets that have just opened still hold what they were opened with. */
const SETTLE_MS = 500;

/**
 * Memory that a server takes for each idle subscriber, in bytes: the difference between few and many, so that what it takes
 * without any cancels out. Each round measures fresh processes.
 * @param {Record<string, (environment: object) => Promise<object>>} starters of the servers
 * @returns by server, the figures of each round
 */
export async function memoryPerSubscriber(starters, { few, many, rounds }) {
  const figures = Object.fromEntries(Object.keys(starters).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, start] of Object.entries(starters))
      figures[name].push(await measure(start, few, many));
  return figures;
}

async function measure(start, few, many) {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
  const file = join(folder, 'memory.json');
  const server = await start({ NODE_OPTIONS: `--import ${COLLECT}`, MEMORY_FILE: file });
  const clients = startSubscribers();
  try {
    const { url, speaksGraphql } = server;
    const open = (count) => clients.call('open', { url, speaksGraphql, count, every: count });
    await open(few);
    const before = await memoryOf(server, file);
    await open(many - few);
    const after = await memoryOf(server, file);
    return {
      resident: (after.resident - before.resident) / (many - few),
      inUse: (after.inUse - before.inUse) / (many - few),
    };
  } finally {
    await clients.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function memoryOf({ pid }, file) {
  await sleep(SETTLE_MS);
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) await sleep(20);
  const { heapUsed, external, rss } = JSON.parse(readFileSync(file, 'utf8'));
  return { resident: rss, inUse: heapUsed + external };
}
