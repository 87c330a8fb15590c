import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '../errors';
import { withoutValues } from './without-values';

/** Takes note of an error that the client is not told. */
export type LogFault = (errorId: string, error: unknown) => void;

/** Codes of errors that graphql-js and Apollo make of a faulty request, and whose messages hold no secret. */
const REQUEST_CODES = new Set([
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'BAD_USER_INPUT'],
  ...['OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);

/**
 * What a client is told of an error, on both transports: the expected ones with their code; of the others an id alone,
 * under which the log has the whole.
 */
export function formatError(error: unknown, log: LogFault): GraphQLFormattedError {
  const wrapped = error instanceof GraphQLError ? error : null;
  const cause = wrapped?.originalError ?? (wrapped ? null : error);
  const place = wrapped && {
    ...(wrapped.locations && { locations: wrapped.locations }),
    ...(wrapped.path && { path: wrapped.path }),
  };
  if (cause instanceof DomainError)
    return { message: cause.message, ...place, extensions: { ...cause.details, code: cause.code } };
  if (wrapped && isFaultOfRequest(wrapped, cause))
    return {
      message: withoutValues(wrapped.message),
      ...place,
      extensions: { code: codeOf(wrapped) },
    };
  const errorId = randomUUID();
  log(errorId, cause ?? error);
  const message = 'Something went wrong on the server. Tell its administrator the errorId.';
  return { message, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
}

/** graphql-js marks its own errors by having no original one; Apollo's carry one of its codes. */
function isFaultOfRequest(error: GraphQLError, cause: unknown): boolean {
  if (error.extensions.code !== undefined) return REQUEST_CODES.has(codeOf(error));
  // A scalar that refuses an argument or a variable has an original error, which is a GraphQLError as well.
  const isOwn = cause === null || cause === undefined || cause instanceof GraphQLError;
  // So Apollo and graphql-js begin the message of what was thrown and is no Error.
  const isThrown = error.message.startsWith('Unexpected error value: ');
  return isOwn && !isThrown && error.path === undefined;
}

function codeOf({ extensions, message }: GraphQLError): string {
  if (typeof extensions.code === 'string') return extensions.code;
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  return message.startsWith('Variable "$') ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}
