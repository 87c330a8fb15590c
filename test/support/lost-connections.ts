import { Client } from 'pg';

/** Ends connections to a database on Postgres as its administrator would, or its restart. */
export class Terminator {
  private readonly client: Client;

  private constructor(databaseUrl: string) {
    this.client = new Client({ connectionString: databaseUrl });
  }

  static async of(databaseUrl: string): Promise<Terminator> {
    const terminator = new Terminator(databaseUrl);
    await terminator.client.connect();
    return terminator;
  }

  /** Ends all but its own. @returns how many there were */
  async terminateAll(): Promise<number> {
    const { rowCount } = await this.client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return rowCount ?? 0;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
