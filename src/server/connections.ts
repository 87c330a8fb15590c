import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows every connection of a server. `closeAllConnections` of node:http passes over some that have sent nothing or half a
 * request, and each would hold up the server's end.
 */
export class Connections implements Iterable<Socket> {
  private readonly open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  [Symbol.iterator](): Iterator<Socket> {
    return this.open.values();
  }

  cut(): void {
    for (const socket of this.open) socket.destroy();
  }
}
