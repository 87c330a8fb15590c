import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { first, statement, type Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import type { AccountRole } from './account.entity';

export interface SessionRow {
  accountId: number;
  profileId: number;
  role: AccountRole;
  expiresAt: number;
}

const session = statement<SessionRow>(
  () => `SELECT a."id" AS "accountId", a."profileId", a."role", s."expiresAt" FROM "session" AS s
    JOIN "account" AS a ON a."id" = s."accountId" WHERE s."tokenHash" = :tokenHash`,
);

export function sessionByHash(on: Queryable, tokenHash: string): Promise<SessionRow | null> {
  return first(on, session, { tokenHash });
}

const lasting = statement<{ tokenHash: string; role: AccountRole }>(
  (sql) => `SELECT s."tokenHash", a."role" FROM "session" AS s
    JOIN "account" AS a ON a."id" = s."accountId"
    WHERE s."expiresAt" > :now AND ${sql.isOneOf('s."tokenHash"', 'hashes')}`,
);

/** Those of the sessions that are neither revoked nor expired, each with what its account may do now. */
export async function lastingSessions(
  on: Queryable,
  hashes: readonly string[],
  now: number,
): Promise<Map<string, AccountRole>> {
  const rows = await on.all(lasting, { hashes, now });
  return new Map(rows.map((row) => [row.tokenHash, row.role]));
}

/** A session as its account's owner sees it in a list. */
export interface ListedSession {
  readonly id: number;
  readonly accountId: number;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly client: string | null;
}

const LISTED = `s."id", s."accountId", s."tokenHash", s."createdAt", s."expiresAt", s."client"`;

const byIds = statement<ListedSession>(
  (sql) => `SELECT ${LISTED} FROM "session" AS s WHERE ${sql.isOneOf('s."id"', 'ids')}`,
);

/** Whosever they are: who may see one is judged where it is shown. */
export function sessionsByIds(on: Queryable, ids: readonly number[]): Promise<ListedSession[]> {
  return on.all(byIds, { ids });
}

/** Exported so that a test reads its plan. */
export const sessionsStatement = twoWay((direction) =>
  statement<ListedSession>(
    () => `SELECT ${LISTED} FROM "session" AS s
      WHERE s."accountId" = :accountId AND s."expiresAt" > :now AND ${inRange('s."createdAt"', 's."id"')}
      ORDER BY s."createdAt" ${direction}, s."id" ${direction} LIMIT :limit`,
  ),
);

/** The sessions of an account that have not ended, newest first. */
export async function sessionsPage(
  on: Queryable,
  of: { accountId: number; now: number },
  request: PageRequest,
): Promise<Page<ListedSession>> {
  const range = rangeOf(request, 'NEWEST_FIRST');
  const direction = directionOf(request, 'NEWEST_FIRST');
  const rows = await on.all(sessionsStatement[direction], { ...of, ...range });
  const items = rows.map((item) => ({ item, key: { at: item.createdAt, id: item.id } }));
  return pageOf(request, items, null);
}

const surplus = statement<never>(
  () => `DELETE FROM "session" WHERE "accountId" = :accountId AND "id" NOT IN (
    SELECT s."id" FROM "session" AS s WHERE s."accountId" = :accountId AND s."expiresAt" > :now
    ORDER BY s."createdAt" DESC, s."id" DESC LIMIT :keep)`,
);

/** Ends the oldest sessions of an account, so that so many are left. The account is to be locked before. */
export async function endOldest(
  unit: Unit,
  of: { accountId: number; keep: number; now: number },
): Promise<void> {
  await unit.all(surplus, of);
}

const ended = statement<{ id: number }>(
  () => `DELETE FROM "session" WHERE "id" = :id AND "accountId" = :accountId AND "expiresAt" > :now
    RETURNING "id"`,
);

/** @returns false where the account has no such session */
export async function endSession(
  unit: Unit,
  of: { id: number; accountId: number; now: number },
): Promise<boolean> {
  return (await first(unit, ended, of)) !== null;
}

const allEnded = statement<never>(
  () => `DELETE FROM "session" WHERE "accountId" = :accountId AND "tokenHash" <> :but`,
);

/** Ends the sessions of an account. @param but the hash of the token of the one that goes on; none does where it is empty */
export async function endSessions(unit: Unit, accountId: number, but = ''): Promise<void> {
  await unit.all(allEnded, { accountId, but });
}

const expired = statement<never>(() => `DELETE FROM "session" WHERE "expiresAt" <= :now`);

export async function deleteExpiredSessions(unit: Unit, now: number): Promise<void> {
  await unit.all(expired, { now });
}
