import { DomainError } from '../errors';

export const cursorExpired = () =>
  new DomainError(
    'CURSOR_EXPIRED',
    'The feed log no longer reaches back to this cursor: fetch the list again and subscribe from its liveCursor.',
  );

export const cursorFromAnotherEpoch = () =>
  new DomainError(
    'CURSOR_FROM_ANOTHER_EPOCH',
    'This cursor belongs to another state of the database: fetch the list again and subscribe from its liveCursor.',
  );

export const cursorInvalid = () =>
  new DomainError(
    'CURSOR_INVALID',
    'This is no cursor of this server: use a cursor of a message, or the liveCursor of a list.',
  );

export const slowConsumer = () =>
  new DomainError(
    'SLOW_CONSUMER',
    'Messages came faster than they were read: subscribe again from the last cursor received.',
  );
