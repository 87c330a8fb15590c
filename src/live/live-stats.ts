/** What the live side of this node counts, for whoever looks at it from outside. */
export class LiveStats {
  /** Subscriptions that are open now. */
  subscriptions = 0;
  /** Payloads that were made: one for each message and each group of subscribers that share it. */
  renderings = 0;
  /** Messages that were sent or buffered, one for each subscriber. */
  deliveries = 0;
  /** Subscriptions that were ended because their buffer was full. */
  bufferOverflows = 0;
  /** Subscriptions that began after a cursor. */
  replaysStarted = 0;
  /** Messages that replays have sent. */
  replayedMessages = 0;
  /** The last sequence of the log that the tail has read. */
  tailSequence = 0;
}
