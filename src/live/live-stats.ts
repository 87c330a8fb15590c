/**
 * What this node's live side has done since it started, and what it holds now. Plain numbers, changed by whoever does the
 * work: counting must cost nothing where messages are sent by the hundred thousand.
 */
export class LiveStats {
  /** Subscriptions that are open. */
  subscriptions = 0;
  /** Groups of subscriptions whose messages are made once for all of them. */
  groups = 0;
  /** Payloads that were made: for each message, one for each group that it goes to. */
  renderings = 0;
  /** Messages that subscriptions were handed, checkpoints included. */
  deliveries = 0;
  /** Subscriptions that were ended because their buffer was full. */
  bufferOverflows = 0;
  /** Subscriptions that began after a cursor. */
  replaysStarted = 0;
  /** Those of them that have not caught up yet. */
  replaysUnderWay = 0;
  /** Messages that subscriptions read from the log for themselves. */
  replayedEntries = 0;
  /** Up to which sequence this node has read the feed log. */
  tailPosition = 0;
  /** Up to which sequence everything has been handed to those who had caught up with it. */
  dispatchedPosition = 0;
}
