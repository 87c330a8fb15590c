import { Client } from 'pg';
import { Database, OPEN_READONLY } from 'sqlite3';
import type { Deed } from '../acts/ledger';

/** An entry of the feed log as it stands in the database. */
export interface LogRow {
  readonly sequence: number;
  readonly change: Deed['change'];
  readonly activityId: number;
  readonly activityType: 'COMMENT' | 'FOLLOW' | 'FAVORITE' | 'POST';
  readonly actorId: number;
  readonly subjectProfileId: number | null;
  readonly postId: number | null;
  readonly commentId: number | null;
  /** Whose notification it tells of; null for an entry of the activity itself. */
  readonly recipientId: number | null;
  readonly notificationId: number | null;
}

const QUERY = 'SELECT * FROM "feed_log" ORDER BY "sequence"';
const NUMBERS = [
  ...(['sequence', 'activityId', 'actorId', 'subjectProfileId', 'postId', 'commentId'] as const),
  ...(['recipientId', 'notificationId'] as const),
];

/** Reads the whole log, past all code of the server. */
export async function readLog(databaseUrl: string): Promise<LogRow[]> {
  const isSqlite = databaseUrl.startsWith('sqlite:');
  const rows = await (isSqlite ? fromSqlite(databaseUrl.slice(7)) : fromPostgres(databaseUrl));
  // Postgres gives its bigints as texts.
  return rows.map((row) => {
    const numbers = NUMBERS.map((name) => [name, row[name] === null ? null : Number(row[name])]);
    return { ...row, ...Object.fromEntries(numbers) } as LogRow;
  });
}

function fromSqlite(path: string): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const database = new Database(path, OPEN_READONLY);
    database.all<Record<string, unknown>>(QUERY, (error, rows) => {
      database.close();
      if (error) reject(error);
      else resolve(rows);
    });
  });
}

async function fromPostgres(connectionString: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(QUERY);
    return rows;
  } finally {
    await client.end();
  }
}
