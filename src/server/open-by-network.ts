import type { EventEmitter } from 'node:events';

/** How many of something each network has open. */
export class OpenByNetwork {
  private readonly counts = new Map<string, number>();

  /** @param max of one network; null for any number */
  constructor(private readonly max: number | null) {}

  /**
   * Takes one in, which counts until it is closed.
   * @param network as `networkOf` tells
   * @returns false where there is no room
   */
  admit(network: string, opened: Pick<EventEmitter, 'once'>): boolean {
    if (this.max === null) return true;
    const count = this.counts.get(network) ?? 0;
    if (count >= this.max) return false;
    this.counts.set(network, count + 1);
    opened.once('close', () => this.release(network));
    return true;
  }

  private release(network: string): void {
    const left = (this.counts.get(network) ?? 0) - 1;
    if (left > 0) this.counts.set(network, left);
    else this.counts.delete(network);
  }
}
