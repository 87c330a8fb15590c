import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../dist/database/open-database.js';
import { entities } from '../../dist/entities.js';

/** An empty, migrated SQLite database in a folder of its own. `drop` closes and removes it. */
export async function scratchSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
  const url = `sqlite:${join(folder, 'bench.db')}`;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return opened(url, remove);
}

/** The same on a Postgres server. @param {string} server the URL of any database on it */
export async function scratchPostgres(server) {
  const name = `rejoinder_bench_${process.pid}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return opened(url.href, () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`));
}

async function opened(url, remove) {
  try {
    const database = await openDatabase({ url, entities });
    const drop = async () => {
      await database.close();
      await remove();
    };
    return { url, database, drop };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function onServer(server, text) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
