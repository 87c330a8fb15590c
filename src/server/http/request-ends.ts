import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Tells when requests are over: each ends with its answer or with its connection, whichever comes first. An answer that
 * waits behind another on its connection is told nothing when that breaks.
 */
export class RequestEnds {
  private readonly underWay = new WeakMap<Socket, Set<() => void>>();

  /** @param listener called once; at once where the connection is gone */
  once({ socket }: IncomingMessage, response: ServerResponse, listener: () => void): void {
    if (socket.destroyed) {
      listener();
      return;
    }
    const ends = this.endsOn(socket);
    const end = () => {
      if (ends.delete(end)) listener();
    };
    ends.add(end);
    response.once('close', end);
  }

  private endsOn(socket: Socket): Set<() => void> {
    const known = this.underWay.get(socket);
    if (known) return known;
    const ends = new Set<() => void>();
    this.underWay.set(socket, ends);
    socket.once('close', () => {
      for (const end of [...ends]) end();
    });
    return ends;
  }
}
