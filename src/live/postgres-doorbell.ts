import { Client } from 'pg';
import type { Doorbell } from './doorbell';
import { Ringing } from './ringing';

const CHANNEL = 'rejoinder_feed_log';
const RECONNECT_MS = 1_000;

/**
 * Rings on every node of one Postgres database, by NOTIFY on a connection of its own. It is not sent in the unit's
 * transaction: there it would take a lock at commit that all writers share.
 */
export class PostgresDoorbell implements Doorbell {
  private client: Client | null = null;
  private onRing: (() => void) | null = null;
  private isClosed = false;
  private reconnect: NodeJS.Timeout | null = null;
  private readonly others = new Ringing(async () => await this.client?.query(`NOTIFY ${CHANNEL}`));

  constructor(private readonly url: string) {}

  ring(): void {
    // This node hears at once; the others through the database.
    this.onRing?.();
    this.others.ring();
  }

  async listen(onRing: () => void): Promise<void> {
    this.onRing = onRing;
    await this.connect();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.reconnect) clearTimeout(this.reconnect);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url });
    client.on('notification', () => this.onRing?.());
    client.on('error', () => this.connectAgain(client));
    client.on('end', () => this.connectAgain(client));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    if (this.isClosed) return client.end();
    this.client = client;
    this.onRing?.();
  }

  private connectAgain(broken: Client): void {
    if (this.isClosed || this.reconnect || (this.client && this.client !== broken)) return;
    this.client = null;
    this.reconnect = setTimeout(() => {
      this.reconnect = null;
      this.connect().catch(() => this.connectAgain(broken));
    }, RECONNECT_MS);
  }
}
