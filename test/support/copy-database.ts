import { copyFileSync } from 'node:fs';
import {
  createPostgres,
  freshDatabase,
  isPostgres,
  sqliteFile,
  type FreshDatabase,
} from './database';

/** A copy of a database that nobody uses, as a backup would give it. */
export async function copyDatabase({ url }: FreshDatabase): Promise<FreshDatabase> {
  if (isPostgres()) return copyPostgres(new URL(url));
  const copy = await freshDatabase();
  copyFileSync(sqliteFile(url), sqliteFile(copy.url));
  return copy;
}

function copyPostgres(url: URL): Promise<FreshDatabase> {
  const server = new URL(url);
  server.pathname = '/postgres';
  return createPostgres(server.href, url.pathname.slice(1));
}
