/**
 * What can go wrong on purpose. A {@link DomainError} reaches the client as a top-level error with its
 * code; a {@link Refusal} becomes an entry of a mutation's `userErrors`. Anything else is masked.
 */

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'SLOW_CONSUMER'
  | 'CURSOR_EXPIRED'
  | 'CURSOR_FROM_ANOTHER_EPOCH'
  | 'CURSOR_INVALID';

/** An expected failure of a whole operation, told to the client with its code and message. */
export class DomainError extends Error {
  /** @param details what programs are told beside the code: numbers of ours alone, nothing that anybody sent */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, number>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export const unauthenticated = (
  message = 'Sign in first: send "Authorization: Bearer <token>".',
): DomainError => new DomainError('UNAUTHENTICATED', message);

export const badUserInput = (message: string): DomainError =>
  new DomainError('BAD_USER_INPUT', message);

export const notFound = (message: string): DomainError => new DomainError('NOT_FOUND', message);

/** @param retryAfter in seconds */
export const rateLimited = (message: string, retryAfter: number): DomainError =>
  new DomainError('RATE_LIMITED', message, { retryAfter });

export type RefusalCode = 'INVALID' | 'TAKEN' | 'NOT_FOUND' | 'FORBIDDEN' | 'WRONG_CREDENTIALS';

/** One thing that a person got wrong. `field` is the path below `input`, null when it is none in particular. */
export interface UserError {
  field: string[] | null;
  code: RefusalCode;
  message: string;
}

/** Thrown by a service to undo its unit of work and to answer with `userErrors`. */
export class Refusal extends Error {
  readonly userErrors: readonly UserError[];

  constructor(...userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join(' '));
    this.name = 'Refusal';
    this.userErrors = userErrors;
  }
}

/** A refusal about one input field. */
export const refuse = (field: string | string[] | null, code: RefusalCode, message: string) =>
  new Refusal({ field: typeof field === 'string' ? [field] : field, code, message });
