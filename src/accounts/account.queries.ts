import { first, statement, type Queryable } from '../database/statement';
import { MAX_EMAIL } from '../mail/email-address';
import type { AccountRole } from './account.entity';

const credentials = statement<{ accountId: number; profileId: number; passwordHash: string }>(
  () => `SELECT a."id" AS "accountId", a."profileId", a."passwordHash" FROM "account" AS a
    JOIN "profile" AS p ON p."id" = a."profileId" WHERE a."emailKey" = :key OR p."usernameKey" = :key
      OR p."id" = (SELECT r."profileId" FROM "profile_redirect" AS r WHERE r."usernameKey" = :key)`,
);

/** @param identifier a username or an email, as people type it */
export async function credentialsOf(on: Queryable, identifier: string) {
  const trimmed = identifier.trim();
  // No username is longer.
  if (trimmed.length > MAX_EMAIL) return null;
  return first(on, credentials, { key: trimmed.toLowerCase() });
}

const emailOf = statement<{ emailKey: string }>(
  () => `SELECT "emailKey" FROM "account" WHERE "id" = :accountId`,
);

/** The address of an account, in lower case; null where there is none. */
export async function accountEmailKey(on: Queryable, accountId: number): Promise<string | null> {
  return (await first(on, emailOf, { accountId }))?.emailKey ?? null;
}

export async function isEmailOf(on: Queryable, accountId: number, email: string): Promise<boolean> {
  return (await accountEmailKey(on, accountId)) === email.toLowerCase();
}

const emailOwner = statement<{ id: number }>(
  () => `SELECT "id" FROM "account" WHERE "emailKey" = :key`,
);

/** Whose account has that address. @param key in lower case */
export async function emailOwnerId(on: Queryable, key: string): Promise<number | null> {
  return (await first(on, emailOwner, { key }))?.id ?? null;
}

/** An account, with the names of its profile. */
export interface AccountRow {
  readonly id: number;
  readonly profileId: number;
  readonly email: string;
  readonly emailVerifiedAt: number | null;
  readonly passwordHash: string;
  readonly username: string;
  readonly displayName: string;
}

const accounts = statement<AccountRow>(
  (sql) => `SELECT a."id", a."profileId", a."email", a."emailVerifiedAt", a."passwordHash",
    p."username", p."displayName" FROM "account" AS a JOIN "profile" AS p ON p."id" = a."profileId"
    WHERE ${sql.isOneOf('a."id"', 'ids')}`,
);

export function accountsByIds(on: Queryable, ids: readonly number[]): Promise<AccountRow[]> {
  return on.all(accounts, { ids });
}

/** The address of an account, and whether it is proved to be theirs. */
export interface AccountEmail {
  readonly id: number;
  readonly email: string;
  readonly emailVerifiedAt: number | null;
}

const emails = statement<AccountEmail>(
  (sql) =>
    `SELECT "id", "email", "emailVerifiedAt" FROM "account" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** For nobody but their owners. */
export function emailsByAccountIds(on: Queryable, ids: readonly number[]): Promise<AccountEmail[]> {
  return on.all(emails, { ids });
}

const locked = statement<{ id: number }>(
  (sql) => `SELECT "id" FROM "account" WHERE "id" = :accountId ${sql.forUpdate}`,
);

/**
 * Reads an account and keeps others from changing it, or from signing in, until the unit ends. It is locked before its
 * tokens and sessions.
 */
export async function lockAccount(on: Queryable, accountId: number): Promise<AccountRow | null> {
  await on.all(locked, { accountId });
  const [account] = await accountsByIds(on, [accountId]);
  return account ?? null;
}

const administrators = statement<{ id: number; profileId: number }>(
  (sql) =>
    `SELECT "id", "profileId" FROM "account" WHERE "role" = 'ADMINISTRATOR' ORDER BY "id" ${sql.forUpdate}`,
);

/** The accounts of administrators, kept as they are until the unit ends: two must not go at once as the last but one. */
export function lockAdministrators(on: Queryable): Promise<{ id: number; profileId: number }[]> {
  return on.all(administrators, {});
}

const roleOfProfile = statement<{ id: number; role: AccountRole }>(
  (sql) => `SELECT "id", "role" FROM "account" WHERE "profileId" = :profileId ${sql.forUpdate}`,
);

/** The account of a profile, which nobody else changes until the unit ends. */
export function lockRoleOf(
  on: Queryable,
  profileId: number,
): Promise<{ id: number; role: AccountRole } | null> {
  return first(on, roleOfProfile, { profileId });
}
