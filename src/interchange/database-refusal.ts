/**
 * Whether the database refuses what it was given (a broken constraint, a value too long), as opposed to being out of
 * reach, full or broken, which no other activity would fare better with.
 */
export function isRefusedByDatabase(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(SQLITE_CONSTRAINT|SQLITE_TOOBIG|SQLITE_MISMATCH|22...|23...|54...)$/.test(code))
    return true;
  return 'driverError' in error && isRefusedByDatabase(error.driverError);
}
