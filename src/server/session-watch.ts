import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { SessionService } from '../accounts/session.service';

const LOOK_MS = 1_000;

/**
 * Closes the sockets of sessions that were revoked, here or on another node, or that expired: one statement a second for
 * all of them.
 */
export class SessionWatch {
  private readonly sockets = new Map<WebSocket, string>();
  private readonly timer = setInterval(() => void this.look(), LOOK_MS);
  private isLooking = false;

  constructor(
    private readonly sessions: SessionService,
    private readonly onFault: (error: unknown) => void,
  ) {}

  add(socket: WebSocket, tokenHash: string): void {
    this.sockets.set(socket, tokenHash);
  }

  remove(socket: WebSocket): void {
    this.sockets.delete(socket);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking || this.sockets.size === 0) return;
    this.isLooking = true;
    try {
      const looked = [...this.sockets];
      const open = await this.sessions.stillOpen([...new Set(looked.map(([, hash]) => hash))]);
      for (const [socket, hash] of looked)
        if (!open.has(hash)) socket.close(CloseCode.Unauthorized, 'Unauthorized');
    } catch (error) {
      this.onFault(error);
    } finally {
      this.isLooking = false;
    }
  }
}
