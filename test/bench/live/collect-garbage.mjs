import { renameSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into a server by `--import`: on SIGUSR2 it collects all garbage and writes what memory is left in use to the
 * file that MEMORY_FILE names.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** Gives memory back to the system as well, as far as it can. */
const EVERYTHING = { type: 'major', execution: 'sync', flavor: 'last-resort' };
const file = process.env.MEMORY_FILE;

process.on('SIGUSR2', async () => {
  collect(EVERYTHING);
  // What ends only once the first collection has told so is collected by the second.
  await nextTurn();
  collect(EVERYTHING);
  writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.part`, file);
});
