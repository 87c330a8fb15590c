import type { Socket } from 'node:net';
import type { Connections } from './connections';

/** So long a client may take nothing of what waits for it. */
export const STUCK_MS = 60_000;
/** How often it is looked meanwhile. Looks are counted, not time: one that comes late has nobody cut who had no chance. */
const LOOKS = 4;

interface Waiting {
  readonly progress: string;
  readonly looks: number;
}

/**
 * Cuts the connections, of HTTP and of WebSocket, whose readers are stuck or gone: they take nothing of what waits for
 * them, which is in memory until then. A reader who takes a little now and then is slow, and is not cut.
 */
export class StuckReaders {
  /** Of those for whom something waits. */
  private waiting = new Map<Socket, Waiting>();
  private readonly looking: NodeJS.Timeout;

  constructor(
    private readonly connections: Connections,
    stuckMs: number = STUCK_MS,
  ) {
    this.looking = setInterval(() => this.look(), Math.ceil(stuckMs / LOOKS));
  }

  stop(): void {
    clearInterval(this.looking);
  }

  private look(): void {
    const before = this.waiting;
    this.waiting = new Map();
    for (const connection of this.connections) {
      if (connection.writableLength === 0) continue;
      const progress = progressOf(connection);
      const known = before.get(connection);
      const looks = known?.progress === progress ? known.looks + 1 : 0;
      if (looks === LOOKS) connection.destroy();
      else this.waiting.set(connection, { progress, looks });
    }
  }
}

/**
 * Changes whenever the system takes something of what a connection has to write. Of a large write it takes a part at a
 * time, which only the handle tells: Node's own timeouts look there as well.
 */
function progressOf(
  connection: Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null },
): string {
  const { bytesWritten, writableLength, _handle } = connection;
  return `${bytesWritten - writableLength} ${_handle?.writeQueueSize ?? 0}`;
}
