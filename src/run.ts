import { inspect } from 'node:util';
import { ConfigError, widenThreadPool } from './config';

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

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof ConfigError ? error.message : inspect(error)}\n`);
  process.exit(1);
}
