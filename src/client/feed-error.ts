/** One error of a GraphQL answer. */
export interface GraphQLFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface FeedErrorDetails {
  readonly errors?: readonly GraphQLFault[];
  readonly closeCode?: number | null;
  readonly cause?: unknown;
}

/**
 * What ends a feed, or is the reason why it waits. `code` is the server's (`NOT_FOUND`, `CURSOR_EXPIRED` …), or one of the
 * client's: `CONNECTION_LOST`, `CONNECTION_REFUSED`, `UNAUTHENTICATED`, `TOKEN_FAILED`, `REFETCH_FAILED`, `COMPLETED`,
 * `NO_CURSOR`, `UNKNOWN`.
 */
export class FeedError extends Error {
  /** The errors that the server answered with. */
  readonly errors: readonly GraphQLFault[];
  /** With which code the socket was closed; null when it was not. */
  readonly closeCode: number | null;

  constructor(
    readonly code: string,
    message: string,
    { errors = [], closeCode = null, cause }: FeedErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FeedError';
    this.errors = errors;
    this.closeCode = closeCode;
  }
}
