import { first, statement, type Queryable } from '../database/statement';
import type { AccountRole } from './account.entity';

const credentials = statement<{ accountId: number; profileId: number; passwordHash: string }>(
  () => `SELECT a."id" AS "accountId", a."profileId", a."passwordHash" FROM "account" AS a
    JOIN "profile" AS p ON p."id" = a."profileId" WHERE a."emailKey" = :key OR p."usernameKey" = :key
      OR p."id" = (SELECT r."profileId" FROM "profile_redirect" AS r WHERE r."usernameKey" = :key)`,
);

/** @param key a username or an email, in lower case */
export function credentialsOf(on: Queryable, key: string) {
  return first(on, credentials, { key });
}

const emailOf = statement<{ emailKey: string }>(
  () => `SELECT "emailKey" FROM "account" WHERE "id" = :accountId`,
);

export async function isEmailOf(on: Queryable, accountId: number, email: string): Promise<boolean> {
  return (await first(on, emailOf, { accountId }))?.emailKey === email.toLowerCase();
}

const emailOwner = statement<{ id: number }>(
  () => `SELECT "id" FROM "account" WHERE "emailKey" = :key`,
);

export async function isEmailTaken(on: Queryable, key: string): Promise<boolean> {
  return (await first(on, emailOwner, { key })) !== null;
}

export interface SessionRow {
  accountId: number;
  profileId: number;
  role: AccountRole;
  email: string;
  expiresAt: number;
}

const session = statement<SessionRow>(
  () => `SELECT a."id" AS "accountId", a."profileId", a."role", a."email", s."expiresAt" FROM "session" AS s
    JOIN "account" AS a ON a."id" = s."accountId" WHERE s."tokenHash" = :tokenHash`,
);

export function sessionByHash(on: Queryable, tokenHash: string): Promise<SessionRow | null> {
  return first(on, session, { tokenHash });
}

const lasting = statement<{ tokenHash: string }>(
  (sql) =>
    `SELECT "tokenHash" FROM "session" WHERE "expiresAt" > :now AND ${sql.isOneOf('"tokenHash"', 'hashes')}`,
);

/** Those of the sessions that are neither revoked nor expired. */
export async function lastingSessions(
  on: Queryable,
  hashes: readonly string[],
  now: number,
): Promise<Set<string>> {
  const rows = await on.all(lasting, { hashes, now });
  return new Set(rows.map((row) => row.tokenHash));
}
