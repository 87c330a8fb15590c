import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../../config';
import { networkOf } from '../client-address';
import { OpenByNetwork } from '../open-by-network';

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
  if (trustedProxies > 0) return;
  const open = new OpenByNetwork(max);
  server.on('connection', (socket: Socket) => {
    if (!open.admit(networkOf(socket.remoteAddress ?? ''), socket)) socket.destroy();
  });
}
