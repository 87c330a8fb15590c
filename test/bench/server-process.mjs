import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;

/** How `npm start` has Node run: all servers that are compared are run so. */
const FLAGS = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));

/** Starts the server as a process of its own, as in production. @param {string} databaseUrl */
export function startServer(databaseUrl, environment = {}) {
  return startProcess([MAIN], {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    RATE_LIMITS: 'off',
    // The same words come again and again here, by one author: they are judged, and not held.
    SPAM_HOLD_AT: '2',
    SPAM_REJECT_AT: '2',
    PORT: '0',
    ...environment,
  });
}

/** Starts a script that prints where it "serves http://…". @param {string[]} script its path and arguments */
export async function startProcess(script, environment = {}) {
  const child = spawn(process.execPath, [...FLAGS, ...script], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await addressFrom(child);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, pid: child.pid, stop };
}

/** The address that a server prints once it serves. */
async function addressFrom(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /serves (http:\/\/[^/\s]+)/.exec(line);
    if (found) return found[1];
  }
  throw new Error('The server ended before it served.');
}
