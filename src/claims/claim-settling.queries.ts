import { statement, type Queryable } from '../database/statement';

const settle = statement<never>(
  () => `UPDATE "profile_claim" SET "codeHash" = NULL,
    "status" = CASE WHEN "claimantId" = "profileId" THEN 'APPROVED' ELSE 'REJECTED' END
    WHERE "profileId" = :profileId AND "status" = 'PENDING'
      AND EXISTS (SELECT 1 FROM "profile" AS p WHERE p."id" = :profileId AND p."isClaimed")`,
);

/** Decides the claims on a profile that has become somebody's: theirs is approved, everybody else's rejected. */
export async function settleClaims(on: Queryable, profileId: number): Promise<void> {
  await on.all(settle, { profileId });
}

const reject = statement<never>(
  () => `UPDATE "profile_claim" SET "status" = 'REJECTED', "codeHash" = NULL
    WHERE "id" = :id AND "status" = 'PENDING'`,
);

export async function rejectClaim(on: Queryable, id: number): Promise<void> {
  await on.all(reject, { id });
}

const wrongTry = statement<never>(
  () => `UPDATE "profile_claim" SET "triesLeft" = "triesLeft" - 1 WHERE "id" = :id`,
);

/** Counts a wrong code. */
export async function countWrongTry(on: Queryable, id: number): Promise<void> {
  await on.all(wrongTry, { id });
}

const setHash = statement<never>(
  () => `UPDATE "profile_claim" SET "codeHash" = :codeHash WHERE "id" = :id`,
);

export async function setCodeHash(on: Queryable, id: number, codeHash: string): Promise<void> {
  await on.all(setHash, { id, codeHash });
}
