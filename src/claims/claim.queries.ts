import type { PackedRow } from '../database/columns';
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
import type { ClaimMethod, ClaimStatus } from './claim.entity';
import { CLAIM_JOINS, claimCard, readClaim, type ClaimRecord } from './claim.record';

const byIds = statement<PackedRow>(
  (sql) => `SELECT ${claimCard.text(sql)} FROM "profile_claim" AS claim ${CLAIM_JOINS}
    WHERE ${sql.isOneOf('claim."id"', 'ids')}`,
);

export async function claimsByIds(on: Queryable, ids: readonly number[]): Promise<ClaimRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readClaim(row) ?? []);
}

/** What the rules need to know of a claim. */
export interface ClaimState {
  readonly id: number;
  readonly profileId: number;
  readonly claimantId: number;
  readonly method: ClaimMethod;
  readonly status: ClaimStatus;
  readonly createdAt: number;
  readonly codeHash: string | null;
  readonly triesLeft: number;
}

const STATE = `"id", "profileId", "claimantId", "method", "status", "createdAt", "codeHash", "triesLeft"`;

const state = statement<ClaimState>(() => `SELECT ${STATE} FROM "profile_claim" WHERE "id" = :id`);
const lockedState = statement<ClaimState>(
  (sql) => `SELECT ${STATE} FROM "profile_claim" WHERE "id" = :id ${sql.forUpdate}`,
);

export function claimState(on: Queryable, id: number): Promise<ClaimState | null> {
  return first(on, state, { id });
}

/** Reads a claim and keeps others from deciding it until the unit ends. Its profiles are to be locked before. */
export function lockClaim(on: Queryable, id: number): Promise<ClaimState | null> {
  return first(on, lockedState, { id });
}

const ownPending = statement<{ id: number }>(
  () => `SELECT "id" FROM "profile_claim"
    WHERE "profileId" = :profileId AND "claimantId" = :claimantId AND "status" = 'PENDING'
    ORDER BY "id" DESC LIMIT 1`,
);

/** The claim of somebody on a profile that is not decided yet. */
export async function pendingClaimId(
  on: Queryable,
  pair: { profileId: number; claimantId: number },
): Promise<number | null> {
  const row = await first(on, ownPending, pair);
  return row?.id ?? null;
}

const counts = statement<{ byClaimant: number; onProfile: number }>(
  () => `SELECT
    (SELECT COUNT(*) FROM "profile_claim" WHERE "claimantId" = :claimantId AND "createdAt" > :since) AS "byClaimant",
    (SELECT COUNT(*) FROM "profile_claim" WHERE "profileId" = :profileId AND "createdAt" > :since) AS "onProfile"`,
);

/** How many claims somebody made, and how many were made on a profile, since then. */
export async function claimCounts(
  on: Queryable,
  of: { profileId: number; claimantId: number; since: number },
): Promise<{ byClaimant: number; onProfile: number }> {
  return (await first(on, counts, of)) ?? { byClaimant: 0, onProfile: 0 };
}

const emails = statement<{ value: string }>(
  () => `SELECT "value" FROM "identity" WHERE "profileId" = :profileId AND "kind" = 'EMAIL'
    ORDER BY "id" LIMIT :limit`,
);

/** The addresses that a profile's imported comments carry. They are shown to nobody. */
export async function emailsOf(on: Queryable, profileId: number, limit: number): Promise<string[]> {
  const rows = await on.all(emails, { profileId, limit });
  return rows.map((row) => row.value);
}

/** Exported so that a test reads its plan. */
export const pendingStatement = twoWay((direction) =>
  statement<PackedRow>(
    (sql) => `SELECT ${claimCard.text(sql)} FROM (
      SELECT c.* FROM "profile_claim" AS c
      WHERE c."status" = 'PENDING' AND ${inRange('c."createdAt"', 'c."id"')}
      ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit) AS claim ${CLAIM_JOINS}
      ORDER BY claim."createdAt" ${direction}, claim."id" ${direction}`,
  ),
);

/** The claims that are not decided, newest first. */
export async function pendingClaims(
  on: Queryable,
  request: PageRequest,
): Promise<Page<ClaimRecord>> {
  const range = rangeOf(request, 'NEWEST_FIRST');
  const rows = await on.all(pendingStatement[directionOf(request, 'NEWEST_FIRST')], range);
  const claims = rows.flatMap((row) => readClaim(row) ?? []);
  const items = claims.map((item) => ({ item, key: { at: item.createdAt, id: item.id } }));
  return pageOf(request, items, null);
}
