/// <reference lib="esnext.disposable" preserve="true" />
import type { FeedDocument } from './document.ts';
import type { FeedError, GraphQLFault } from './feed-error.ts';
import type { Schedule } from './schedule.ts';

/** What every message of a feed has, as far as the document selects it: `cursor` it must. */
export interface FeedMessage {
  readonly __typename?: string;
  readonly cursor: string;
  readonly isLive?: boolean;
  readonly isStart?: boolean;
}

/** The message that the one field of a subscription's data is. */
export type MessageOf<Data> = unknown extends Data
  ? FeedMessage
  : Extract<Data[Exclude<keyof Data, '__typename'>], FeedMessage>;

/**
 * - `connecting`: the connection is being made, or the feed has just been asked for.
 * - `replaying`: what was missed is coming.
 * - `live`: it has caught up; what happens comes as it happens.
 * - `waiting`: before the next try, or for the loop to take what has come.
 * - `refetching`: the application fetches the list again.
 * - `ended`: nothing more will come from the server.
 */
export type FeedState = 'connecting' | 'replaying' | 'live' | 'waiting' | 'refetching' | 'ended';

/** `idle`: nobody needs a connection. `waiting`: for the next try. `closed`: for good, by `close()`. */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

/** A feed, to be looped over once. Leaving the loop ends the subscription. */
export interface Feed<Message> extends AsyncIterableIterator<Message> {
  /** Of the last message that the loop has taken: what to keep, to go on from in another process. Null before the first. */
  readonly cursor: string | null;
  readonly state: FeedState;
  next(): Promise<IteratorResult<Message, undefined>>;
  return(): Promise<IteratorResult<Message, undefined>>;
  [Symbol.asyncIterator](): Feed<Message>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface FeedOptions {
  /** Which operation of the document to run, where it has several. */
  readonly operationName?: string;
  /**
   * Fetches the list again, because the feed cannot go on from its cursor, and gives the list's `liveCursor`; null to go on
   * from now. It is called when the loop asks for more, after all that came before; when it fails, it is tried again later.
   * Without it the feed ends with the error.
   */
  readonly refetch?: (why: {
    readonly code: string;
    readonly message: string;
  }) => Promise<string | null> | string | null;
  /** Ends the feed, as leaving the loop does. */
  readonly signal?: AbortSignal;
  /**
   * How many messages may wait for the loop, 1000 unless told. When there are more the server is told to stop, and asked for
   * the rest once they are taken.
   */
  readonly maxQueue?: number;
  /** Called at each change, with the reason where there is one. */
  readonly onState?: (state: FeedState, why: FeedError | null) => void;
  /** Called when a message could not be made whole by the server: fields that failed are null in it. */
  readonly onErrors?: (errors: readonly GraphQLFault[], cursor: string) => void;
}

/** A class of WebSockets, such as the browser's or that of the package ws. */
export type WebSocketClass = new (url: string, protocol: string) => object;

/** @param refused the token that the server has just refused: a new one is asked for once */
export type TokenSource = (
  refused: string | null,
) => Promise<string | null | undefined> | string | null | undefined;

export interface ConnectOptions {
  /** The session's token, or what gives it, each time that a connection is made. Without one nobody is signed in. */
  readonly token?: string | TokenSource | null;
  /** Where there is no global WebSocket, as in Node 20: the class of the package ws. */
  readonly webSocketImpl?: WebSocketClass;
  /** How long to wait before trying again: at random from nothing to `minMs` (1000), doubled with each failure up to `maxMs` (30000). */
  readonly retry?: {
    readonly minMs?: number;
    readonly maxMs?: number;
    readonly random?: () => number;
  };
  readonly timeouts?: {
    /** How long a connection may take to be made: 10000. */
    readonly openMs?: number;
    /** How often the server is asked for a sign of life: 15000. */
    readonly pingMs?: number;
    /** How long it may take to give one before the connection counts as dead: 10000. */
    readonly pongMs?: number;
    /** How long a connection that no feed needs is kept: 1000. */
    readonly idleMs?: number;
  };
  /** Called at each change, with the reason where there is one. */
  readonly onState?: (state: ConnectionState, why: FeedError | null) => void;
  /** What waits, for tests. */
  readonly schedule?: Schedule;
}

/** One connection, shared by its feeds. */
export interface FeedClient {
  readonly state: ConnectionState;
  /**
   * A feed that resumes for ever: it begins when it is first looped over, after `variables.after` or, without, now.
   * @throws TypeError when the document has no variable `$after`, or the variables are no JSON
   */
  feed<Message extends FeedMessage = FeedMessage>(
    document: string,
    variables?: Record<string, unknown>,
    options?: FeedOptions,
  ): Feed<Message>;
  feed<Data, Variables extends object>(
    document: Exclude<FeedDocument<Data, Variables>, string>,
    variables?: Variables,
    options?: FeedOptions,
  ): Feed<MessageOf<Data>>;
  /** Ends every feed and closes the connection. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
