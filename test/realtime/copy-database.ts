import { copyFileSync } from 'node:fs';
import { Client } from 'pg';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';

/** A copy of a database that nobody uses, as a backup would give it. */
export async function copyDatabase({ url }: FreshDatabase): Promise<FreshDatabase> {
  const copy = await freshDatabase();
  if (isPostgres()) await copyPostgres(url, copy.url);
  else copyFileSync(url.slice('sqlite:'.length), copy.url.slice('sqlite:'.length));
  return copy;
}

async function copyPostgres(from: string, to: string): Promise<void> {
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  const server = new URL(from);
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(`DROP DATABASE ${nameOf(to)}`);
    await client.query(`CREATE DATABASE ${nameOf(to)} TEMPLATE ${nameOf(from)}`);
  } finally {
    await client.end();
  }
}
