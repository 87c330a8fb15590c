import { first, statement, type Queryable } from '../database/statement';
import type { MergePair } from './merge-follows.queries';

/** What the profile that stays leaves open is taken from the other. */
const takeTexts = statement<never>(() => {
  const texts = ['about', 'location', 'interests', 'homepageUrl', 'avatarUrl'];
  const sets = texts.map(
    (column) => `"${column}" = COALESCE("profile"."${column}", f."${column}")`,
  );
  return `UPDATE "profile" SET ${sets.join(', ')},
    "joinedAt" = CASE WHEN f."joinedAt" < "profile"."joinedAt" OR "profile"."joinedAt" IS NULL
      THEN f."joinedAt" ELSE "profile"."joinedAt" END,
    "isClaimed" = "profile"."isClaimed" OR f."isClaimed"
    FROM "profile" AS f WHERE "profile"."id" = :intoId AND f."id" = :fromId`;
});

const recount = statement<never>(
  () => `UPDATE "profile" SET
    "commentCount" = (SELECT COUNT(*) FROM "comment" WHERE "authorId" = :intoId AND "isVisible"),
    "followerCount" = (SELECT COUNT(*) FROM "follow" WHERE "followeeId" = :intoId),
    "followingCount" = (SELECT COUNT(*) FROM "follow" WHERE "followerId" = :intoId)
    WHERE "id" = :intoId`,
);

const dropTerms = statement<never>(() => `DELETE FROM "profile_term" WHERE "profileId" = :fromId`);
const drop = statement<never>(() => `DELETE FROM "profile" WHERE "id" = :fromId`);

/** Completes the profile that stays and counts what it has now. */
export async function completeProfile(on: Queryable, pair: MergePair): Promise<void> {
  await on.all(takeTexts, { ...pair });
  await on.all(recount, { intoId: pair.intoId });
}

/** Deletes a profile that has nothing left. */
export async function dropProfile(on: Queryable, fromId: number): Promise<void> {
  await on.all(dropTerms, { fromId });
  await on.all(drop, { fromId });
}

const claimed = statement<{ count: number }>(
  (sql) =>
    `SELECT COUNT(*) AS "count" FROM "profile" WHERE ${sql.isOneOf('"id"', 'ids')} AND "isClaimed"`,
);

/** How many of the profiles are claimed. */
export async function claimedAmong(on: Queryable, ids: readonly number[]): Promise<number> {
  const row = await first(on, claimed, { ids });
  return row?.count ?? 0;
}

const endSessions = statement<never>(
  () => `DELETE FROM "session" WHERE "accountId" IN
    (SELECT "id" FROM "account" WHERE "profileId" = :fromId)`,
);

/** Signs a profile out everywhere. */
export async function signOut(on: Queryable, fromId: number): Promise<void> {
  await on.all(endSessions, { fromId });
}
