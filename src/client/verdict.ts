import { FeedError, type GraphQLFault } from './feed-error.ts';

/** What to do about a subscription that ended. */
export type Verdict =
  | { readonly action: 'retry'; readonly why: FeedError; readonly afterMs: number }
  | { readonly action: 'refetch' | 'fail'; readonly why: FeedError };

/** The cursor cannot be honoured: the list must be fetched again. */
const CURSOR_CODES = new Set(['CURSOR_EXPIRED', 'CURSOR_FROM_ANOTHER_EPOCH', 'CURSOR_INVALID']);

/** The same request would get the same answer for ever. Whatever is not listed may heal. */
const HOPELESS_CODES = new Set([
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'QUERY_TOO_COMPLEX'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'],
  ...['BAD_REQUEST', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);

export const UNAUTHORIZED = 4401;

const HOPELESS_CLOSES = new Map([
  [UNAUTHORIZED, 'UNAUTHENTICATED'],
  [4403, 'FORBIDDEN'],
  // Unsupported data, policy violation, message too big, extension required.
  ...[1003, 1008, 1009, 1010].map((code) => [code, 'CONNECTION_REFUSED'] as const),
  // Bad request, subprotocol not acceptable, two subscriptions of one id.
  ...[4400, 4406, 4409].map((code) => [code, 'CONNECTION_REFUSED'] as const),
]);

/** Judges the errors with which the server ended a subscription. */
export function judgeErrors(errors: readonly GraphQLFault[]): Verdict {
  const hopeless = errors.find((error) => HOPELESS_CODES.has(codeOf(error)));
  if (hopeless) return { action: 'fail', why: errorOf(hopeless, errors) };
  const cursor = errors.find((error) => CURSOR_CODES.has(codeOf(error)));
  if (cursor) return { action: 'refetch', why: errorOf(cursor, errors) };
  const afterMs = Math.max(0, ...errors.map(retryAfterMs));
  return { action: 'retry', why: errorOf(errors[0], errors), afterMs };
}

/** Judges the code with which a socket was closed; null when it was lost without one. */
export function judgeClose(closeCode: number | null, reason: string, cause?: unknown): Verdict {
  const hopeless = closeCode === null ? undefined : HOPELESS_CLOSES.get(closeCode);
  const why = new FeedError(hopeless ?? 'CONNECTION_LOST', reason, { closeCode, cause });
  return hopeless ? { action: 'fail', why } : { action: 'retry', why, afterMs: 0 };
}

function codeOf({ extensions }: GraphQLFault): string {
  return typeof extensions?.code === 'string' ? extensions.code : 'UNKNOWN';
}

function errorOf(error: GraphQLFault | undefined, errors: readonly GraphQLFault[]): FeedError {
  if (!error) return new FeedError('UNKNOWN', 'The server answered with neither data nor errors.');
  return new FeedError(codeOf(error), error.message, { errors });
}

/** `retryAfter` is in seconds. */
function retryAfterMs({ extensions }: GraphQLFault): number {
  const seconds = extensions?.retryAfter;
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1_000 : 0;
}
