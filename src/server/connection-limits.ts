import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config';
import { networkOf } from './client-address';

/**
 * Bounds the connections of one address, whatever they are used for: those that send their requests slowly take no more
 * than these. Behind a proxy, which has one address for all, that is the proxy's to do.
 */
export function limitConnections(
  server: Server,
  {
    maxConnectionsPerAddress: max,
    trustedProxies,
  }: Pick<Config, 'maxConnectionsPerAddress' | 'trustedProxies'>,
): void {
  if (max === null || trustedProxies > 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    const count = open.get(network) ?? 0;
    if (count >= max) {
      socket.destroy();
      return;
    }
    open.set(network, count + 1);
    socket.once('close', () => {
      const left = (open.get(network) ?? 0) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
  });
}
