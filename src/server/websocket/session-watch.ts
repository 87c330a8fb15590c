import DataLoader from 'dataloader';
import type { WebSocket } from 'ws';
import type { AccountRole } from '../../accounts/account.entity';
import type { SessionService } from '../../accounts/session.service';
import type { Patience } from '../../patience';

const LOOK_MS = 1_000;

export interface SessionWatchOptions {
  readonly onEnded: (socket: WebSocket) => void;
  readonly onFault: (error: unknown) => void;
  readonly patience: Patience;
}

/**
 * Tells of the sockets whose sessions were revoked, here or on another node, or expired: one statement a second for all of
 * them. In between, each operation asks for its own.
 */
export class SessionWatch {
  private readonly sockets = new Map<WebSocket, string>();
  private readonly timer = setInterval(() => void this.look(), LOOK_MS);
  /** The operations of one moment, as when thousands come back, are one statement. */
  private readonly asked = new DataLoader<string, AccountRole | null>(
    (hashes) => this.rolesOf(hashes),
    {
      cache: false,
    },
  );
  private isLooking = false;

  constructor(
    private readonly sessions: SessionService,
    private readonly options: SessionWatchOptions,
  ) {}

  add(socket: WebSocket, tokenHash: string): void {
    this.sockets.set(socket, tokenHash);
  }

  remove(socket: WebSocket): void {
    this.sockets.delete(socket);
  }

  /**
   * What a session's account may do, as of now; null where the session no longer holds. Nobody knows while the database is away, and nobody is signed out by that.
   * @param isWanted whether there is still somebody to know it for
   */
  roleOf(tokenHash: string, isWanted: () => boolean): Promise<AccountRole | null> {
    return this.options.patience.with(() => this.asked.load(tokenHash), isWanted);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking || this.sockets.size === 0) return;
    this.isLooking = true;
    try {
      const looked = [...this.sockets];
      const roles = await this.rolesOf(looked.map(([, hash]) => hash));
      for (const [index, [socket]] of looked.entries())
        if (!roles[index]) this.options.onEnded(socket);
    } catch (error) {
      this.options.onFault(error);
    } finally {
      this.isLooking = false;
    }
  }

  private async rolesOf(hashes: readonly string[]): Promise<(AccountRole | null)[]> {
    const open = await this.sessions.stillOpen([...new Set(hashes)]);
    return hashes.map((hash) => open.get(hash) ?? null);
  }
}
