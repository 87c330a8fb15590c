import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { Database, DatabaseOptions } from './database';
import { heardClient } from './heard-client';
import { syncCommits } from './last-commit';
import { migrations } from './migrations';
import { observed } from './observed-reads';
import { PostgresStatements } from './postgres-connection';
import { PostgresUnitOfWork } from './postgres-unit-of-work';
import { postgresSnapshots } from './snapshot';

const POOL_SIZE = 10;
/** A connection whose other end is gone without a word is found out by the system. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
/** Any number that no other program of this database takes: it keeps two starting nodes from migrating at once. */
const MIGRATION_LOCK = 7_238_461;

/** Opens a database of a PostgreSQL server. */
export async function openPostgres(options: DatabaseOptions): Promise<Database> {
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
    forget: () => vacuum(source),
    rewrite: () => Promise.resolve(),
    close: async () => {
      await units.close();
      await pool.end();
      if (isRepeatable) await syncCommits(source, 'SET synchronous_commit = on');
      await source.destroy();
    },
  };
}

/** What is read elsewhere at that time keeps dead rows from being taken away: then the next one takes them. */
async function vacuum(source: DataSource): Promise<boolean> {
  const tables = source.entityMetadatas.map(({ tableName }) => `"${tableName}"`);
  await source.query(`VACUUM ${tables.join(', ')}`);
  return true;
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
