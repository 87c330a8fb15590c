import { SelectList, type PackedRow } from '../database/columns';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from '../profiles/profile.record';
import type { ClaimMethod, ClaimStatus } from './claim.entity';

/** A claim as it is shown: nothing of its code. */
export interface ClaimRecord {
  readonly kind: 'ProfileClaim';
  readonly id: number;
  readonly status: ClaimStatus;
  readonly method: ClaimMethod;
  readonly createdAt: number;
  readonly claimant: ProfileRecord;
  readonly profile: ProfileRecord;
}

export const claimCard = new SelectList({
  claim: ['id', 'status', 'method', 'createdAt'],
  claimant: PROFILE_COLUMNS,
  profile: PROFILE_COLUMNS,
});

/** The joins of {@link claimCard} to a table that is named `claim`. */
export const CLAIM_JOINS = `
  JOIN "profile" AS claimant ON claimant."id" = claim."claimantId"
  JOIN "profile" AS profile ON profile."id" = claim."profileId"`;

type ClaimCells = readonly [
  ...[id: number, status: ClaimStatus, method: ClaimMethod, createdAt: number],
];

export function readClaim(row: PackedRow): ClaimRecord | null {
  const parts = claimCard.read(row);
  const claimant = readProfile(parts.claimant);
  const profile = readProfile(parts.profile);
  if (!parts.claim || !claimant || !profile) return null;
  const [id, status, method, createdAt] = parts.claim as ClaimCells;
  return { kind: 'ProfileClaim', id, status, method, createdAt, claimant, profile };
}
