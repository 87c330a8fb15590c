import { Client, type ClientConfig } from 'pg';

/** Told of a connection that broke, which the server may have ended at any moment. */
export type OnLost = (error: unknown) => void;

/**
 * A client of a pool that is heard at all times. A pool listens to its idle clients alone: of one that is taken out, and has
 * no statement under way, a lost connection would be an 'error' event without a listener, which ends the process.
 */
export function heardClient(onLost: OnLost): typeof Client {
  return class HeardClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      this.on('error', onLost);
    }
  };
}
