/**
 * Says that there may be something new in the feed log, never what. A ring that is lost, doubled or late changes nothing
 * but latency: a node also looks by itself.
 */
export interface Doorbell {
  /** Called after a commit. Must not throw or wait. */
  ring(): void;
  /** The one listener of this node. */
  listen(onRing: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Within one process: for SQLite, whose writers are here, or are other processes that do not ring. */
export class MemoryDoorbell implements Doorbell {
  private onRing: (() => void) | null = null;

  ring(): void {
    this.onRing?.();
  }

  listen(onRing: () => void): Promise<void> {
    this.onRing = onRing;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.onRing = null;
    return Promise.resolve();
  }
}
