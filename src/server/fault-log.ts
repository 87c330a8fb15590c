import type { FastifyBaseLogger } from 'fastify';
import { logText } from './log-text';

/** Logs an unexpected error: what and where, not its other fields, which hold the values of statements. */
export function logFault(
  log: FastifyBaseLogger,
  message: string,
  error: unknown,
  more: { errorId?: string; untoldBefore?: number } = {},
): void {
  const fault =
    error instanceof Error
      ? { name: error.name, message: logText(error.message), stack: logText(error.stack ?? '') }
      : { message: logText(String(error)) };
  log.error({ ...more, fault }, message);
}
