import { Database, OPEN_READONLY, OPEN_READWRITE, type Statement as Prepared } from 'sqlite3';
import {
  bind,
  type Parameters,
  type PositionalParameters,
  type Queryable,
  type Statement,
} from './statement';

/** Statements kept prepared on one SQLite handle: preparing is another hop to the thread pool. */
export class PreparedStatements implements Queryable {
  private readonly preparing = new Map<string, Promise<Prepared>>();
  /** Those that are prepared: they are run at once. */
  private readonly prepared = new Map<string, Prepared>();

  constructor(private readonly database: Database) {}

  async all<Row>(
    query: Statement<Row>,
    parameters: Parameters | PositionalParameters,
  ): Promise<Row[]> {
    const { sqlite } = query;
    const values = bind(sqlite, parameters, (list) => JSON.stringify(list));
    const prepared = this.prepared.get(sqlite.text) ?? (await this.prepare(sqlite.text));
    return new Promise((resolve, reject) => {
      // all() steps to the end and resets; get() and each() would leave the statement open, and with it the
      // snapshot that every later read of this handle would go on seeing.
      prepared.all<Row>(values, (error, rows) => {
        if (error) reject(error);
        else resolve(rows);
      });
    });
  }

  async finalize(): Promise<void> {
    for (const preparing of this.preparing.values()) {
      const prepared = await preparing.catch(() => null);
      if (prepared) await new Promise<void>((resolve) => prepared.finalize(() => resolve()));
    }
    this.preparing.clear();
    this.prepared.clear();
  }

  private prepare(text: string): Promise<Prepared> {
    let preparing = this.preparing.get(text);
    if (!preparing) {
      preparing = new Promise<Prepared>((resolve, reject) => {
        const prepared = this.database.prepare(text, (error) => {
          if (error) reject(error);
          else resolve(prepared);
        });
      });
      this.preparing.set(text, preparing);
      preparing.then(
        (prepared) => this.prepared.set(text, prepared),
        // A statement that cannot be prepared now (a table still missing) may be later.
        () => this.preparing.delete(text),
      );
    }
    return preparing;
  }
}

/** Opens a handle that only reads. @param busyTimeoutMs how long it waits for who locks the file */
export async function openReadOnly(path: string, busyTimeoutMs: number): Promise<Database> {
  const database = await openHandle(path, OPEN_READONLY);
  database.configure('busyTimeout', busyTimeoutMs);
  return database;
}

/** Opens a handle on a database that is there. It waits for nobody who locks the file. */
export function openHandle(path: string, mode = OPEN_READWRITE): Promise<Database> {
  return new Promise((resolve, reject) => {
    const database = new Database(path, mode, (error) => {
      if (error) reject(error);
      else resolve(database);
    });
  });
}

/** Runs a statement that gives nothing back. */
export function execute(database: Database, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    database.exec(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Closes a handle; its statements must be finalised before. */
export function closeHandle(database: Database): Promise<void> {
  return new Promise((resolve, reject) => {
    database.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
