import { inspect } from 'node:util';
import { ConfigError, widenThreadPool } from './config';
import { DatabaseUnavailable } from './database/open-database';

/** What is under way has a few seconds; who waits longer waits for a database that does not answer. */
const STOP_MS = 10_000;

/** Something that runs until the process is told to stop. */
interface Running {
  close(): Promise<void>;
}

class StoppedWaiting extends Error {
  constructor() {
    super(
      `It was told to stop ${STOP_MS / 1_000} seconds ago, and still waits, most likely for its database: it ends as it is.`,
    );
  }
}

/**
 * Starts a server and stops it cleanly on SIGTERM and SIGINT; a second signal does not wait.
 * Exit status: 0 when it was stopped, 1 when it could not start, or stop within ten seconds.
 */
export function runUntilStopped(start: () => Promise<Running>): void {
  widenThreadPool();
  start().then(stopOnSignals, fail);
}

function stopOnSignals(running: Running): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => fail(new StoppedWaiting()), STOP_MS).unref();
    running.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

export function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

/** What can be put right outside is told in a sentence; the rest with all that is known. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailable) return error.message;
  if (error instanceof StoppedWaiting) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: another program listens there. Set PORT to another number.`;
  return inspect(error);
}
