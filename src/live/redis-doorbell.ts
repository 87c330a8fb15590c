import type { createClient } from '@redis/client';
import type { Doorbell } from './doorbell';
import { Ringing } from './ringing';

type Client = ReturnType<typeof createClient>;

/** A foreign ring is a look in vain: what else uses the same Redis does no harm. */
const CHANNEL = 'rejoinder:feed_log';
const RECONNECT_MS = 1_000;
const PING_MS = 2_000;
/** A Redis that has said nothing for so long, not even an answer to a ping, is away. */
const SILENT_MS = 10_000;

/**
 * Rings on every node by way of Redis: for Postgres behind a pooler, where nobody can LISTEN, and for nodes that share a
 * SQLite file. While there is no Redis, nodes look by themselves.
 */
export class RedisDoorbell implements Doorbell {
  private readonly others = new Ringing(() => this.sender.publish(CHANNEL, ''));
  private onRing: (() => void) | null = null;
  private isLost = false;

  private constructor(
    private readonly sender: Client,
    private readonly listener: Client,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.sender.on('error', (error) => this.lose(error));
    this.listener.on('error', (error) => this.lose(error));
    this.listener.on('ready', () => this.find());
  }

  /** @param onFault told once whenever Redis is away, until it is back */
  static async of(url: string, onFault: (error: unknown) => void): Promise<RedisDoorbell> {
    // Its client is a fifth of all modules: those who have no Redis start without it.
    const { createClient } = await import('@redis/client');
    const socket = { reconnectStrategy: RECONNECT_MS, socketTimeout: SILENT_MS };
    const options = { url, socket, pingInterval: PING_MS };
    // What cannot be told now need not be told later.
    const sender: Client = createClient({ ...options, disableOfflineQueue: true });
    return new RedisDoorbell(sender, createClient(options), onFault);
  }

  ring(): void {
    this.onRing?.();
    this.others.ring();
  }

  /** Waits for no Redis: a server must start without. */
  listen(onRing: () => void): Promise<void> {
    this.onRing = onRing;
    this.sender.connect().catch((error: unknown) => this.lose(error));
    this.listener
      .connect()
      .then(() => this.listener.subscribe(CHANNEL, () => this.onRing?.()))
      .catch((error: unknown) => this.lose(error));
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.onRing = null;
    for (const client of [this.sender, this.listener]) if (client.isOpen) client.destroy();
    return Promise.resolve();
  }

  private lose(error: unknown): void {
    if (this.isLost || !this.onRing) return;
    this.isLost = true;
    this.onFault(error);
  }

  /** Nobody knows what was missed meanwhile. */
  private find(): void {
    this.isLost = false;
    this.onRing?.();
  }
}
