import { readFileSync } from 'node:fs';

/** `getconf CLK_TCK` on every Linux. */
const TICKS_PER_SECOND = 100;

/** Microseconds of processor time that a process has used so far, in all its threads and in the kernel on its behalf. */
export function cpuOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name of the program, in parentheses, may hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system] = fields.slice(11, 13).map(Number);
  return ((user + system) / TICKS_PER_SECOND) * 1e6;
}

/** How many files and sockets a process may have open. */
export function openFilesLimit() {
  const text = readFileSync('/proc/self/limits', 'latin1');
  return Number(/Max open files\s+(\d+)/.exec(text)?.[1] ?? Infinity);
}
