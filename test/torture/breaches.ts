import type { Replacement } from '../support/server-process';
import type { FaultKind } from './model/fault';

/** A rule that the compiled server is made to break. */
export interface Breach extends Replacement {
  readonly name: string;
  /** What the torture must find. */
  readonly finds: FaultKind;
}

const DISPATCH = 'live/dispatch.js';
const STREAM = 'live/feed-stream.js';

/** Each changes one line of the compiled program. One that no longer finds its line is an error. */
export const breaches: readonly Breach[] = [
  {
    // A subscriber that joins those who get what is new does not read what they were given before.
    name: 'seam',
    file: STREAM,
    replaces: 'while (this.isJoined && this.replayed.sequence < end.sequence)',
    by: 'while (this.isJoined && end.sequence < 0)',
    finds: 'MISSING',
  },
  {
    name: 'skip',
    file: 'live/tail.js',
    replaces: 'await this.hub.dispatch(page.entries);',
    by: 'await this.hub.dispatch(page.entries.filter((entry) => entry.sequence % 50 > 0));',
    finds: 'MISSING',
  },
  {
    // What a replay has sent already is sent again to those who have just joined.
    name: 'double',
    file: STREAM,
    replaces: 'if (!this.isJoined || position.sequence <= this.delivered.sequence)',
    by: 'if (!this.isJoined)',
    finds: 'TWICE',
  },
  {
    name: 'order',
    file: STREAM,
    replaces: 'for (const message of page.messages)',
    by: 'for (const message of page.messages.toReversed())',
    finds: 'OUT_OF_ORDER',
  },
  {
    name: 'block',
    file: DISPATCH,
    replaces: 'if (this.blocks.isBlocked(viewerId, people))',
    by: 'if (this.blocks.isBlocked(viewerId, []))',
    finds: 'FORBIDDEN',
  },
  {
    // The words of a comment that was replied to are shown to those whom its author blocks.
    name: 'nested-block',
    file: DISPATCH,
    replaces: 'if (theirBlocks.isBlocked(viewerId, peopleShown))',
    by: 'if (theirBlocks.isBlocked(viewerId, []))',
    finds: 'CONTENT',
  },
  {
    name: 'follow',
    file: 'feed/feed-log.queries.js',
    replaces: 'AND l."sequence" > f."sinceSequence"',
    by: 'AND 0 <= f."sinceSequence"',
    finds: 'FORBIDDEN',
  },
  {
    name: 'recipient',
    file: 'live/stream-index.js',
    replaces: 'return this.ofKeys([recipientKey(recipientId)]);',
    by: 'return this.ofKeys([recipientKey(actorId)]);',
    finds: 'FORBIDDEN',
  },
  {
    // Viewers who ask for the same are given the same, whatever it is.
    name: 'group',
    file: 'server/renderer-pool.js',
    replaces: 'if (!this.isShared(subscribed))',
    by: 'if (!this.isShared(subscribed) && false)',
    finds: 'CONTENT',
  },
  {
    name: 'log',
    file: 'feed/recorder.js',
    replaces: "if (activity.type !== 'COMMENT')",
    by: "if (activity.type !== 'COMMENT' || commentId % 7 === 0)",
    finds: 'LOG',
  },
  {
    name: 'notice',
    file: 'notifications/addressees.js',
    replaces: 'return [...told.values()];',
    by: 'return [...told.values()].slice(0, actorId % 3);',
    finds: 'LOG',
  },
];
