import { inspect } from 'node:util';
import { ConfigError, widenThreadPool } from './config';
import { DatabaseUnavailable } from './database/database';

/** Something that runs until the process is told to stop. */
interface Running {
  close(): Promise<void>;
}

/**
 * Starts a server and stops it cleanly on SIGTERM and SIGINT; a second signal does not wait.
 * Exit status: 0 when it was stopped, 1 when it could not start or stop.
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
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: another program listens there. Set PORT to another number.`;
  return inspect(error);
}
