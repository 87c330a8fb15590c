import { setFlagsFromString } from 'node:v8';

/** By how much the memory in use may grow before what is no longer used is let go of. */
const GROWTH_PERCENT = 20;

/**
 * Has this process take little more memory than it needs. An import makes much that it soon forgets: left to itself, V8
 * lets the heap grow to four times of what is in use before it looks.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
