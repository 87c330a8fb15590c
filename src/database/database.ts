import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Pool } from 'pg';
import sqlite3 from 'sqlite3';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { Initial1764000000000 } from './migrations/1764000000000-initial';
import { WaitingActs1764100000000 } from './migrations/1764100000000-waiting-acts';
import { Notifications1764500000000 } from './migrations/1764500000000-notifications';
import { Typepad1764610000000 } from './migrations/1764610000000-typepad';
import { ProfileRedirects1765000000000 } from './migrations/1765000000000-profile-redirects';
import { ProfileClaims1765100000000 } from './migrations/1765100000000-profile-claims';
import { OwnNames1765200000000 } from './migrations/1765200000000-own-names';
import { LighterIndexes1765300000000 } from './migrations/1765300000000-lighter-indexes';
import { CommentsByDate1765400000000 } from './migrations/1765400000000-comments-by-date';
import { EditedComments1765500000000 } from './migrations/1765500000000-edited-comments';
import { heardClient, type OnLost } from './heard-client';
import { PostgresStatements } from './postgres-connection';
import { PostgresUnitOfWork } from './postgres-unit-of-work';
import { postgresSnapshots, sqliteSnapshots, type Snapshots } from './snapshot';
import { SqliteCheckpoints } from './sqlite-checkpoints';
import { SqliteReads } from './sqlite-reads';
import { SqliteUnitOfWork } from './sqlite-unit-of-work';
import type { Parameters, PositionalParameters, Queryable, Statement } from './statement';
import type { UnitOfWork } from './unit-of-work';

const READ_HANDLES = 4;
const POOL_SIZE = 10;
/** SQLite's own 2 MB do not hold what an import touches of the indexes: it would read them anew for each batch. */
const WRITER_CACHE_KIB = 32 * 1024;
/** How long a writer waits for another process that holds the lock, e.g. an import. */
const BUSY_TIMEOUT_MS = 15_000;
/** After so many pages of 4 KB, as by itself, SQLite's log is moved; by an import, which changes the same pages often, later. */
const LOG_PAGES = 1_000;
const REPEATABLE_LOG_PAGES = 4_000;
/** A connection whose other end is gone without a word is found out by the system. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
/** Any number that no other program of this database takes: it keeps two starting nodes from migrating at once. */
const MIGRATION_LOCK = 7_238_461;

/** In their order. */
const migrations = [
  Initial1764000000000,
  WaitingActs1764100000000,
  Notifications1764500000000,
  Typepad1764610000000,
  ProfileRedirects1765000000000,
  ProfileClaims1765100000000,
  OwnNames1765200000000,
  LighterIndexes1765300000000,
  CommentsByDate1765400000000,
  EditedComments1765500000000,
];

export type Entities = MixedList<string | EntitySchema | (new () => object)>;

export interface Database {
  readonly name: 'sqlite' | 'postgres';
  readonly source: DataSource;
  /** Reads outside of any transaction, each statement on a snapshot of its own. */
  readonly reads: Queryable;
  /** Reads that must agree with each other, all in one snapshot. */
  readonly snapshot: Snapshots;
  readonly units: UnitOfWork;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `sqlite:<path>` or `postgres://…` */
  readonly url: string;
  readonly entities: Entities;
  /**
   * Whether who writes can write it again, as an import can: then a commit is not synced to disk by itself, and the last
   * ones may be lost where the power fails. What is closed is on disk. Other processes' commits are as safe as ever.
   */
  readonly isRepeatable?: boolean;
  /** How long a statement on Postgres may read outside of a unit before its connection is taken for lost. */
  readonly readTimeoutMs?: number;
  /** Told of every statement that is read outside of a unit; tests count them, and have some fail by throwing. */
  readonly onRead?: (query: Statement<unknown>) => void;
  /** Told of every connection that broke; may be called at any time from now on. */
  readonly onLost?: OnLost;
}

/** The database could not be opened or migrated. */
export class DatabaseUnavailable extends Error {
  constructor(url: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The database ${withoutPassword(url)} cannot be opened: ${why}`, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

const withoutPassword = (url: string): string => url.replace(/(\/\/[^:@/]*):[^@]*@/, '$1:***@');

/**
 * Opens the database, brings its schema up to date, and gives the ways in.
 * @throws DatabaseUnavailable
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    return await (options.url.startsWith('sqlite:') ? openSqlite(options) : openPostgres(options));
  } catch (error) {
    throw new DatabaseUnavailable(options.url, error);
  }
}

async function openSqlite(options: DatabaseOptions): Promise<Database> {
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
    close: async () => {
      await units.close();
      await checkpoints.close();
      await reads.close();
      if (isRepeatable) await secure(source, 'PRAGMA synchronous = FULL');
      await source.destroy();
    },
  };
}

async function openPostgres(options: DatabaseOptions): Promise<Database> {
  const { url, entities, onRead, onLost = () => undefined, isRepeatable = false } = options;
  const { readTimeoutMs } = options;
  const clients = { Client: heardClient(onLost) };
  const source = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    poolSize: POOL_SIZE,
    // What a pool says of an idle client, that client has said itself.
    poolErrorHandler: () => undefined,
    extra: {
      ...clients,
      ...KEEP_ALIVE,
      ...(isRepeatable && { options: '-c synchronous_commit=off' }),
    },
  });
  await source.initialize();
  await migrateOnce(source);
  const units = new PostgresUnitOfWork(source);
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    ...clients,
    ...KEEP_ALIVE,
    ...(readTimeoutMs !== undefined && {
      query_timeout: readTimeoutMs,
      connectionTimeoutMillis: readTimeoutMs,
    }),
  });
  // A broken idle connection is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    name: 'postgres',
    source,
    reads: observed(new PostgresStatements(pool), onRead),
    snapshot: postgresSnapshots(pool),
    units,
    close: async () => {
      await units.close();
      await pool.end();
      if (isRepeatable) await secure(source, 'SET synchronous_commit = on');
      await source.destroy();
    },
  };
}

/** One commit that is synced takes all before it along. */
async function secure(source: DataSource, sync: string): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query(sync);
    await runner.query('UPDATE "instance" SET "name" = "name"');
  } finally {
    await runner.release();
  }
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

async function migrateOnce(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}

/** TypeORM calls `verbose()`, which captures a stack trace at every statement. */
function withoutTraces(): object {
  const driver: object = { ...sqlite3, verbose: () => driver };
  return driver;
}

function observed(reads: Queryable, onRead: DatabaseOptions['onRead']): Queryable {
  if (!onRead) return reads;
  return {
    async all<Row>(
      query: Statement<Row>,
      parameters: Parameters | PositionalParameters,
    ): Promise<Row[]> {
      onRead(query);
      return reads.all(query, parameters);
    },
  };
}
