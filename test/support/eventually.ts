import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 10;
/** How long a condition may take to become true. */
const PATIENCE_MS = 20_000;

/** Waits until a condition holds that nobody tells of: it is looked for time and again. @throws when it never does */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It never happened: ${condition.toString()}`);
    await pause(LOOK_MS);
  }
}
