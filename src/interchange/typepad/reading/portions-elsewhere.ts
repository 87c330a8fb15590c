import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Portion } from './portion';
import type { PortionGroup } from './portion-group';
import type { UnreadFile } from './unread-file';

/** What a thread makes is handed over and soon forgotten: it needs no room to keep much of it. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4 };

/**
 * Reads files one after the other into what can be applied, in a thread of its own: it reads on while what it has read is
 * applied, but not far ahead. Whatever ends the reading ends the thread.
 * @param onRead told how many bytes have been read of all files, as far as they were given
 * @throws what the thread does not master, such as a file that is gone
 */
export async function* portionsElsewhere(
  files: readonly UnreadFile[],
  onRead: (bytes: number) => void,
): AsyncGenerator<Portion> {
  const thread = new Worker(join(__dirname, 'reading-thread.js'), {
    workerData: files,
    resourceLimits: RESOURCE_LIMITS,
  });
  // Whoever has stopped to listen is about to end it; until then, what is wrong is thrown below.
  thread.on('error', () => undefined);
  try {
    const messages = on(thread, 'message', { close: ['exit'] });
    for await (const [group] of messages as AsyncIterable<[PortionGroup]>) {
      const { portions, bytesRead, length, isLast } = group;
      thread.postMessage(length);
      onRead(bytesRead);
      yield* portions;
      if (isLast) return;
    }
    throw new Error('The thread that reads the files ended before it had read them.');
  } finally {
    await thread.terminate();
  }
}
