import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');

/** Holds the lock that writers of the server need for `hold` ms, lets go of it for `rest` ms, again and again. */
const SQLITE = `
  const { Database } = require('sqlite3');
  const [path, prefix, hold, rest, until] = process.argv.slice(1);
  const database = new Database(path);
  database.configure('busyTimeout', 15000);
  const run = (text) => new Promise((resolve, reject) =>
    database.run(text, (error) => (error ? reject(error) : resolve())));
`;
const POSTGRES = `
  const { Client } = require('pg');
  const [url, prefix, hold, rest, until] = process.argv.slice(1);
  const client = new Client({ connectionString: url });
  const connected = client.connect();
  const run = async (text) => {
    await connected;
    await client.query(text);
  };
`;
const LOOP = (begin: string) => `
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  (async () => {
    let written = 0;
    const end = Date.now() + Number(until);
    while (Date.now() < end) {
      await run(${JSON.stringify(begin)});
      await run("INSERT INTO foreign_object VALUES ('" + prefix + written + "', 'POST', NULL)");
      if (written === 0) console.log('writing');
      await pause(Number(hold));
      await run('COMMIT');
      written += 1;
      await pause(Number(rest));
    }
    console.log('wrote ' + written);
    process.exit(0);
  })().catch((error) => { console.error(error); process.exit(1); });
`;

/** Another process that writes to the same database, as an import does. */
export interface OtherProcess {
  /** Resolves when it has its first row written and not committed. */
  readonly writing: Promise<void>;
  /** Resolves when it is done, with how many rows it wrote, each with the prefix in `foreignId`. */
  readonly done: Promise<number>;
}

export function writeFromOutside(
  databaseUrl: string,
  options: { prefix: string; holdMs: number; restMs: number; forMs: number },
): OtherProcess {
  const isSqlite = databaseUrl.startsWith('sqlite:');
  // On Postgres only the log's head is a lock that all share.
  const begin = isSqlite
    ? 'BEGIN IMMEDIATE'
    : 'BEGIN; SELECT 1 FROM feed_log_head WHERE id = 1 FOR UPDATE';
  const { prefix, holdMs, restMs, forMs } = options;
  const child = spawn(
    process.execPath,
    [
      ...['-e', (isSqlite ? SQLITE : POSTGRES) + LOOP(begin), '--'],
      databaseUrl.replace(/^sqlite:/, ''),
      ...[prefix, `${holdMs}`, `${restMs}`, `${forMs}`],
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const exit = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`The other process ended with ${code}.`))),
  );
  exit.catch(() => undefined);
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve) =>
      lines.on('line', (text) => {
        const match = pattern.exec(text);
        if (match) resolve(match[1] ?? '');
      }),
    );
  return {
    writing: Promise.race([line(/^writing$/), exit]).then(() => undefined),
    done: Promise.race([line(/^wrote (\d+)$/), exit]).then(Number),
  };
}
