import type { GraphQLFault } from './feed-error.ts';

/** What a subscription asks for. */
export interface Request {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFault[];
}

/** Hears of one subscription, as long as its socket lives. */
export interface Sink {
  next(answer: Answer): void;
  /** The server ended it: with errors, or without. */
  ended(errors: readonly GraphQLFault[] | null): void;
  /** It cannot be asked for. */
  failed(error: unknown): void;
}
