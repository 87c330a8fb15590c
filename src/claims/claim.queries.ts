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
import { emailKeyOf } from '../mail/email-address';
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

/** How many claims somebody made, how many of them on one profile, and how many codes were mailed to that by whomever. */
export interface ClaimCounts {
  readonly byClaimant: number;
  readonly ofPair: number;
  readonly mailed: number;
  /** When the first of each was made; null where there is none. */
  readonly firstByClaimant: number | null;
  readonly firstOfPair: number | null;
}

const NO_CLAIMS: ClaimCounts = {
  ...{ byClaimant: 0, ofPair: 0, mailed: 0 },
  ...{ firstByClaimant: null, firstOfPair: null },
};

const counts = statement<ClaimCounts>(
  () => `SELECT
    (SELECT COUNT(*) FROM "profile_claim" WHERE "claimantId" = :claimantId AND "createdAt" > :since) AS "byClaimant",
    (SELECT COUNT(*) FROM "profile_claim" WHERE "profileId" = :profileId AND "claimantId" = :claimantId
      AND "createdAt" > :since) AS "ofPair",
    (SELECT COUNT(*) FROM "profile_claim" WHERE "profileId" = :profileId AND "method" = 'EMAIL_CODE'
      AND "createdAt" > :since) AS "mailed",
    (SELECT MIN("createdAt") FROM "profile_claim" WHERE "claimantId" = :claimantId AND "createdAt" > :since) AS "firstByClaimant",
    (SELECT MIN("createdAt") FROM "profile_claim" WHERE "profileId" = :profileId AND "claimantId" = :claimantId
      AND "createdAt" > :since) AS "firstOfPair"`,
);

export async function claimCounts(
  on: Queryable,
  of: { profileId: number; claimantId: number; since: number },
): Promise<ClaimCounts> {
  return (await first(on, counts, of)) ?? NO_CLAIMS;
}

/** So many of the newest comments are looked at for addresses. */
const COMMENTS_LOOKED_AT = 1_000;

const emails = statement<{ value: string }>(
  () => `SELECT "value" FROM "identity" WHERE "profileId" = :profileId AND "kind" = 'EMAIL'
    ORDER BY "id"`,
);
const signedWith = statement<{ value: string }>(
  () => `SELECT DISTINCT s."email" AS "value" FROM (
      SELECT c."id" FROM "comment" AS c WHERE c."authorId" = :profileId AND c."isVisible"
      ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${COMMENTS_LOOKED_AT}) AS newest
    JOIN "comment_source" AS s ON s."commentId" = newest."id" WHERE s."email" <> ''`,
);

/**
 * The addresses that a profile's imported comments carry: those by which it is known, and the one that stands beside
 * something else by which it is. Whoever wrote a comment typed that address: where there are several, some may be of
 * people who signed with the link of another, and none of them is taken. They are shown to nobody.
 */
export async function emailsOf(on: Queryable, profileId: number, limit: number): Promise<string[]> {
  const known = await on.all(emails, { profileId });
  const written = await on.all(signedWith, { profileId });
  const keys = new Set(known.map(({ value }) => value));
  const beside = new Set(written.flatMap(({ value }) => emailKeyOf(value) ?? []));
  for (const key of keys) beside.delete(key);
  return [...keys, ...(beside.size === 1 ? beside : [])].slice(0, limit);
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
