import { CloseCode } from 'graphql-ws';
import { Counter, type Registry } from 'prom-client';

/** Those of WebSocket and of graphql-ws: clients may make up thousands more, which are not told apart. */
const CODES = new Set<unknown>([
  ...[1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013],
  ...Object.values(CloseCode),
]);

/** Counts the sockets that were closed, by code. */
export class SocketCloses {
  private readonly counter: Counter;

  constructor(registry: Registry) {
    this.counter = new Counter({
      name: 'rejoinder_sockets_closed_total',
      help: 'WebSockets that were closed, by the code of their end.',
      labelNames: ['code'],
      registers: [registry],
    });
  }

  count(code: number): void {
    this.counter.inc({ code: CODES.has(code) ? code : 'other' });
  }
}
