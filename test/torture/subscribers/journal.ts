import { decodeLiveCursor } from '../../../src/schema/cursor';
import type { Waiting } from '../waiting';
import type { Tally } from '../world/tally';
import type { Digest, Digests } from './digest';

/** The client asked for a feed, for the first time or once more. */
export interface Subscribed {
  readonly kind: 'SUBSCRIBED';
  /** In milliseconds of `performance.now()`, as everywhere. */
  readonly at: number;
  /** After which entry; null to begin now. */
  readonly after: number | null;
}

/** The client handed a message to the application. */
export interface Received {
  readonly kind: 'RECEIVED';
  readonly at: number;
  readonly sequence: number;
  readonly type: string;
  readonly isLive: boolean;
  readonly isStart: boolean;
  readonly digest: Digest | null;
}

/** What came to one subscriber over all its connections. */
export class Journal {
  readonly items: (Subscribed | Received)[] = [];
  /** What ended it that must not. */
  readonly failures: string[] = [];
  /** Of the last message. */
  cursor: string | null = null;
  private sequence = -1;
  private isLive = false;

  constructor(
    private readonly digests: Digests,
    private readonly tally: Tally,
    /** Told of every change. */
    private readonly waiting: Waiting,
  ) {}

  subscribed(after: string | null): void {
    this.isLive = false;
    if (after !== null) this.tally.resumes += 1;
    const sequence = after === null ? null : decodeLiveCursor(after).sequence;
    this.items.push({ kind: 'SUBSCRIBED', at: performance.now(), after: sequence });
  }

  received(message: any): void {
    const at = performance.now();
    const { __typename: type, cursor, isLive = false, isStart = false } = message;
    const { sequence } = decodeLiveCursor(cursor);
    const digest = this.digests.of(message);
    this.items.push({ kind: 'RECEIVED', at, sequence, type, isLive, isStart, digest });
    this.cursor = cursor;
    this.sequence = sequence;
    this.isLive ||= isLive;
    this.tally.messages += 1;
    this.waiting.changed();
  }

  failed(reason: string): void {
    this.failures.push(reason);
    this.waiting.changed();
  }

  get hasFailed(): boolean {
    return this.failures.length > 0;
  }

  /** Its connection is gone. */
  lost(): void {
    this.isLive = false;
  }

  /** Waits until it is live, or has failed. */
  live(): Promise<void> {
    return this.waiting.until(() => this.isLive || this.hasFailed);
  }

  /** Whether it is live and has seen the log up to there. */
  hasReached(sequence: number): boolean {
    return this.isLive && this.sequence >= sequence;
  }

  toString(): string {
    return `at ${this.sequence}, ${this.isLive ? 'live' : 'not live'}`;
  }
}
