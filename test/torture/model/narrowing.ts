import type { Entry } from './matching';

/**
 * Narrows down when each entry was committed. The order of the log is that of commit: an entry was not done before one
 * that stands before it, nor after one that stands after it; and what somebody has received was done.
 * @param seenAt when a message of that sequence was first received by anybody
 */
export function narrowed(entries: readonly Entry[], seenAt: ReadonlyMap<number, number>): Entry[] {
  const narrow = entries.map((entry) => ({ ...entry }));
  let from = -Infinity;
  for (const entry of narrow) {
    from = Math.max(from, entry.when.from);
    entry.when = { ...entry.when, from };
  }
  let to = Infinity;
  for (const entry of narrow.reverse()) {
    to = Math.min(to, entry.when.to, seenAt.get(entry.sequence) ?? Infinity);
    entry.when = { ...entry.when, to };
  }
  return narrow.reverse();
}
