import type WebSocket from 'ws';

/** Where a client connects, and over what. */
export interface ClientOptions {
  /** Gives the address of a server that is up; waits for one. */
  readonly url: () => Promise<string>;
  /** The address of one of them, which may be down for a while. */
  readonly address: string;
  readonly token: string | null;
  readonly webSocketImpl: typeof WebSocket;
}

export interface FeedRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The cursor to resume from; null to begin now. */
  readonly after: string | null;
}

export interface FeedSink {
  message(message: any): void;
  /** It did not read fast enough, and is resumed by the client. */
  overflowed(): void;
  /** It ended, and the client does not resume it by itself. @param code of the error, or why else */
  ended(code: string): void;
}

/** A client library with one connection, as an application uses it. It reconnects by itself and moves its cursors. */
export interface FeedClient {
  /** Follows a feed. @returns what ends it */
  follow(request: FeedRequest, sink: FeedSink): () => void;
  /** Ends all and closes the connection. */
  close(): Promise<void>;
}

export type OpenClient = (options: ClientOptions) => FeedClient;
