/** What Node says of a connection that broke or cannot be made, and SQLite of a file that another has locked. */
const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ECONNABORTED', 'EHOSTDOWN', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'],
  ...['ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
  ...['SQLITE_BUSY', 'SQLITE_LOCKED'],
]);

/**
 * What Postgres says: serialization_failure, deadlock_detected, too_many_connections, admin_shutdown, crash_shutdown,
 * cannot_connect_now, idle_session_timeout; and all of class 08, connection exceptions.
 */
const SQL_STATES = /^(40001|40P01|53300|57P0[1235]|08...)$/;

/**
 * What its driver says without a code, of statements that a broken connection was to run, or one that no longer answers;
 * and what Postgres says of a database that is closed for a while, with a code that says more than that.
 */
const MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|Query read timeout|timeout exceeded when trying to connect|timeout expired|database ".*" is not currently accepting connections)/;

/** Errors are wrapped a few times, by the driver, TypeORM and GraphQL. */
const MAX_DEPTH = 6;

/** Whether a fault of the database passes: the same statement may well succeed a moment later. */
export function isPassingFault(error: unknown, depth = MAX_DEPTH): boolean {
  if (typeof error !== 'object' || error === null || depth === 0) return false;
  const { code, message, driverError, originalError, cause } = error as Record<string, unknown>;
  if (typeof code === 'string' && (CODES.has(code) || SQL_STATES.test(code))) return true;
  if (typeof message === 'string' && MESSAGES.test(message)) return true;
  return [driverError, originalError, cause].some((inner) => isPassingFault(inner, depth - 1));
}
