import type { Outlet } from './outlet';

export interface OutboxLimits {
  /** How many payloads may wait for the socket. */
  readonly payloads: number;
  /** How many bytes may wait for a socket, as they will be sent: all its outboxes and what it buffers itself count. */
  readonly bytes: number;
}

/** A subscriber's bounded buffer: passes payloads on in order, as fast as the socket takes them. */
export class Outbox {
  /** Null while nothing waits, as for nearly all and nearly always. */
  private waiting: Buffer[] | null = null;
  private waitingBytes = 0;
  private isHeld = false;
  private isListening = false;

  constructor(
    private readonly outlet: Outlet,
    private readonly limits: OutboxLimits,
  ) {}

  get isEmpty(): boolean {
    return this.waiting === null;
  }

  /** Passes a payload on, or keeps it. @returns false when there is no room for it */
  put(payload: Buffer): boolean {
    if (this.isEmpty && !this.isHeld && !this.outlet.isFull) {
      this.outlet.send(payload);
      return true;
    }
    const bytes = this.lengthOf(payload) + this.outlet.bufferedBytes;
    const waiting = this.waiting ?? [];
    if (waiting.length >= this.limits.payloads || bytes > this.limits.bytes) return false;
    waiting.push(payload);
    this.waiting = waiting;
    this.keep(this.lengthOf(payload));
    this.listen();
    return true;
  }

  /** Keeps everything until {@link release}: something that is still being made goes first. */
  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.flush();
  }

  clear(): void {
    // What is being flushed ends as well.
    if (this.waiting) this.waiting.length = 0;
    this.waiting = null;
    this.keep(-this.waitingBytes);
  }

  private keep(bytes: number): void {
    this.waitingBytes += bytes;
    this.outlet.keep(bytes);
  }

  /** As it will be sent. */
  private lengthOf(payload: Buffer): number {
    return payload.length + this.outlet.frameBytes;
  }

  private listen(): void {
    if (this.isListening || this.isHeld) return;
    this.isListening = true;
    this.outlet.onceDrained(() => {
      this.isListening = false;
      this.flush();
    });
  }

  private flush(): void {
    const { waiting, outlet } = this;
    if (!waiting || this.isHeld) return;
    let sent = 0;
    if (waiting.length > 1) outlet.gather();
    while (!outlet.isFull) {
      const payload = waiting[sent];
      if (!payload) break;
      sent += 1;
      this.keep(-this.lengthOf(payload));
      outlet.send(payload);
    }
    waiting.splice(0, sent);
    if (this.waiting !== waiting) return;
    if (waiting.length === 0) this.waiting = null;
    else this.listen();
  }
}
