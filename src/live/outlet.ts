/** Where a subscriber's payloads go: one operation on one socket. */
export interface Outlet {
  /** Whether the socket has enough to write for now. What is sent nevertheless waits in memory. */
  readonly isFull: boolean;
  /** Bytes that the socket has been given and has not yet passed on. */
  readonly bufferedBytes: number;
  /** How many bytes each payload is longer when it is sent. */
  readonly frameBytes: number;
  send(payload: Buffer): void;
  /** Has what is sent until the event loop's next phase written at once: it is much, and each write is a system call. */
  gather(): void;
  /** Calls back once, when the socket takes more again or is gone. */
  onceDrained(listener: () => void): void;
}
