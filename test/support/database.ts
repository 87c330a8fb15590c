import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** Set by jest.config.js: the server to make databases on; null where the tests run on SQLite. */
declare const postgresUrl: string | null;

export const isPostgres = (): boolean => postgresUrl !== null;

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of the kind that the tests run on. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return postgresUrl === null ? freshSqlite() : freshPostgres(postgresUrl);
}

function freshSqlite(): FreshDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-test-'));
  return {
    url: `sqlite:${join(folder, 'rejoinder.db')}`,
    drop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

async function freshPostgres(server: string): Promise<FreshDatabase> {
  const name = `rejoinder_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, text: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
