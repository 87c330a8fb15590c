/** How a rule can be broken. */
export type FaultKind =
  /** The log and what the server acknowledged do not agree. */
  | 'LOG'
  | 'MISSING'
  | 'TWICE'
  | 'OUT_OF_ORDER'
  | 'FORBIDDEN'
  /** A message shows what it could not show at any moment when it may have been made. */
  | 'CONTENT'
  | 'PROTOCOL'
  /** A subscriber did not catch up, though nothing was written any more. */
  | 'STUCK';

export interface Fault {
  readonly kind: FaultKind;
  readonly text: string;
  /** Whose; null for the log's. */
  readonly subscriber: number | null;
  /** The entry that it is about. */
  readonly sequence: number | null;
}
