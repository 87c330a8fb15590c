import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../../config';
import { clientAddress, networkOf } from '../client-address';
import { OpenByNetwork } from '../open-by-network';

/** When one that was refused may ask again. */
const RETRY_AFTER_S = 10;
const WARN_EVERY_MS = 60_000;

/** Within which a client must do what the protocol has it do. */
export interface SocketTimes {
  /** From the opening of a socket to its `connection_init`. */
  readonly initMs: number;
  /** How often a socket is pinged, and how long its answer may take. One that does not answer is stuck or gone. */
  readonly keepAliveMs: number;
}

export const SOCKET_TIMES: SocketTimes = {
  initMs: 10_000,
  keepAliveMs: 12_000,
};

/** How many sockets each client may have. */
export class SocketLimits {
  /** How many sockets were refused. */
  refused = 0;
  private readonly open: OpenByNetwork;
  private warnedAt = -Infinity;

  constructor(
    private readonly config: Pick<Config, 'maxSocketsPerAddress' | 'trustedProxies'>,
    private readonly log: FastifyBaseLogger,
  ) {
    this.open = new OpenByNetwork(config.maxSocketsPerAddress);
  }

  /**
   * Takes in the connection of a socket that is to be opened; it counts until it is closed, also half-open.
   * @returns the status line and headers of a refusal; null when there is room
   */
  admit(request: IncomingMessage, stream: Duplex): string | null {
    const network = networkOf(clientAddress(request, this.config.trustedProxies));
    return this.open.admit(network, stream) ? null : this.refuse();
  }

  private refuse(): string {
    this.refused += 1;
    // No address: it is its owner's affair.
    if (performance.now() - this.warnedAt > WARN_EVERY_MS) {
      this.warnedAt = performance.now();
      this.log.warn(
        'A client has as many sockets as MAX_SOCKETS_PER_ADDRESS allows. Behind a proxy, which has one address for all, set TRUST_PROXY.',
      );
    }
    return `429 Too Many Requests\r\nRetry-After: ${RETRY_AFTER_S}`;
  }
}
