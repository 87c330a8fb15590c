import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Turns } from '../../live/turns';

/**
 * Has long works give way to requests. An answer that waits behind another on its connection is told nothing when that
 * breaks: each request ends with its answer or with its connection, whichever comes first.
 */
export class RequestHaste {
  private readonly underWay = new WeakMap<Socket, Set<() => void>>();

  constructor(private readonly turns: Pick<Turns, 'hasten'>) {}

  begin({ socket }: IncomingMessage, response: ServerResponse): void {
    if (socket.destroyed) return;
    const ends = this.endsOn(socket);
    const isDone = this.turns.hasten();
    const end = () => {
      if (ends.delete(end)) isDone();
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
