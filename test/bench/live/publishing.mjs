import { setTimeout as sleep } from 'node:timers/promises';
import { wordsNow } from './operation.mjs';

/** How many events of a burst are on their way at once. */
const LANES = 20;

/** Publishes events as fast as they are taken. @param {(words: string) => Promise<void>} publish */
export async function burst(publish, count) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await publish(wordsNow());
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/**
 * Publishes events evenly, whatever time each takes, until it is over.
 * @param {(count: number) => boolean} isOver asked before each, with how many were published
 * @returns how many were
 */
export async function paced(publish, perSecond, isOver) {
  const began = performance.now();
  const published = [];
  const failures = [];
  while (!isOver(published.length) && failures.length === 0) {
    published.push(publish(wordsNow()).catch((error) => failures.push(error)));
    await sleep(Math.max(0, began + (published.length * 1000) / perSecond - performance.now()));
  }
  await Promise.all(published);
  if (failures.length > 0) throw failures[0];
  return published.length;
}
