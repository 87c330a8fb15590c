import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';
import type { Database, DatabaseOptions } from './database';
import { syncCommits } from './last-commit';
import { migrations } from './migrations';
import { observed } from './observed-reads';
import { sqliteSnapshots } from './snapshot';
import { SqliteCheckpoints } from './sqlite-checkpoints';
import { SqliteReads } from './sqlite-reads';
import { SqliteUnitOfWork } from './sqlite-unit-of-work';

const READ_HANDLES = 4;
/** SQLite's own 2 MB do not hold what an import touches of the indexes: it would read them anew for each batch. */
const WRITER_CACHE_KIB = 32 * 1024;
/** How long a writer waits for another process that holds the lock, e.g. an import. */
const BUSY_TIMEOUT_MS = 15_000;
/** After so many pages of 4 KB, as by itself, SQLite's log is moved; by an import, which changes the same pages often, later. */
const LOG_PAGES = 1_000;
const REPEATABLE_LOG_PAGES = 4_000;
/** So large a file is written anew in a second or two. */
const REWRITTEN_BYTES = 256 * 2 ** 20;

/** Opens an embedded database, and makes its file where there is none. */
export async function openSqlite(options: DatabaseOptions): Promise<Database> {
  const { url, entities, onRead, isRepeatable = false } = options;
  const path = url.slice('sqlite:'.length);
  mkdirSync(dirname(path), { recursive: true });
  const source = new DataSource({
    type: 'sqlite',
    database: path,
    driver: withoutTraces(),
    entities,
    migrations,
    enableWAL: true,
    busyTimeout: BUSY_TIMEOUT_MS,
  });
  await source.initialize();
  // NORMAL would lose acknowledged commits to a power cut in WAL mode.
  await source.query('PRAGMA synchronous = FULL');
  await source.query(`PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
  // What is deleted is overwritten: nothing of it stays in the file (see Database.forget).
  await source.query('PRAGMA secure_delete = ON');
  await migrateAlone(source);
  // What a savepoint would give back is else written to a file of its own, page by page. Migrations may sort more than that.
  await source.query('PRAGMA temp_store = MEMORY');
  if (isRepeatable) await source.query('PRAGMA synchronous = NORMAL');
  await source.query('PRAGMA wal_autocheckpoint = 0');
  const pages = isRepeatable ? REPEATABLE_LOG_PAGES : LOG_PAGES;
  const checkpoints = await SqliteCheckpoints.open(path, pages);
  const runner = source.createQueryRunner();
  const connection = (await runner.connect()) as sqlite3.Database;
  const units = new SqliteUnitOfWork(runner, connection, checkpoints, BUSY_TIMEOUT_MS);
  const reads = await SqliteReads.open(path, READ_HANDLES, BUSY_TIMEOUT_MS);
  return {
    name: 'sqlite',
    source,
    reads: observed(reads, onRead),
    snapshot: sqliteSnapshots(path, BUSY_TIMEOUT_MS),
    units,
    forget: () => checkpoints.empty(),
    rewrite: async () => {
      if (statSync(path).size <= REWRITTEN_BYTES) await checkpoints.rewrite();
    },
    close: async () => {
      await units.close();
      await checkpoints.close();
      await reads.close();
      if (isRepeatable) await syncCommits(source, 'PRAGMA synchronous = FULL');
      await source.destroy();
    },
  };
}

/** Another process may open the same new file: it waits, and finds all done. */
async function migrateAlone(source: DataSource): Promise<void> {
  await source.query('BEGIN IMMEDIATE');
  try {
    await source.runMigrations({ transaction: 'none' });
    await source.query('COMMIT');
  } catch (error) {
    await source.query('ROLLBACK');
    throw error;
  }
}

/** TypeORM calls `verbose()`, which captures a stack trace at every statement. */
function withoutTraces(): object {
  const driver: object = { ...sqlite3, verbose: () => driver };
  return driver;
}
