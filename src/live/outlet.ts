/** Where a subscriber's payloads go: one operation on one socket. */
export interface Outlet {
  /** Whether the socket has enough to write for now. What is sent nevertheless waits in memory. */
  readonly isFull: boolean;
  /** Bytes that wait for the socket: those that it buffers, and those kept for it by all its operations. */
  readonly bufferedBytes: number;
  /** How many bytes each payload is longer when it is sent. */
  readonly frameBytes: number;
  /** Says that so many bytes more are kept for the socket; a negative number, that fewer are. */
  keep(bytes: number): void;
  send(payload: Buffer): void;
  /** Has what is sent until the event loop's next phase written at once: it is much, and each write is a system call. */
  gather(): void;
  /** Calls back once, when the socket takes more again or is gone. */
  onceDrained(listener: () => void): void;
}
