import { none, type Check } from './check';

/** What profiles are known by, where merged ones lead, and the claims by which some of them were. */
export const PEOPLE_CHECKS: readonly Check[] = [
  none(
    'profile without a mark',
    `(SELECT "id" FROM "profile" UNION ALL SELECT "id" FROM "profile_redirect") AS t
      LEFT JOIN "profile_mark" AS m ON m."profileId" = t."id" WHERE m."profileId" IS NULL`,
  ),
  none(
    'redirect of a profile that is still there',
    `"profile_redirect" AS t JOIN "profile" AS p ON p."id" = t."id"`,
  ),
  none(
    'redirect to a profile that there is not',
    `"profile_redirect" AS t LEFT JOIN "profile" AS p ON p."id" = t."profileId" WHERE p."id" IS NULL`,
  ),
  none(
    'username that leads to two profiles',
    `"profile_redirect" AS t JOIN "profile" AS p ON p."usernameKey" = t."usernameKey"
      AND p."id" <> t."profileId"`,
  ),
  none(
    'log entry that names a merged profile',
    `"feed_log" AS t JOIN "profile_redirect" AS r
      ON r."id" IN (t."actorId", t."subjectProfileId", t."recipientId")`,
    't."sequence"',
  ),
  none(
    'claim that waits for a profile that is claimed',
    `"profile_claim" AS t JOIN "profile" AS p ON p."id" = t."profileId" AND p."isClaimed"
      WHERE t."status" = 'PENDING'`,
  ),
];
