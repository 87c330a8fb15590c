import { none, type Check } from './check';

/** Of a profile whose account was deleted, and of which nothing is left to be done. */
const gone = (what: string, table: string, ...columns: string[]): Check =>
  none(
    `deleted profile that has ${what}`,
    `"profile" AS t WHERE t."isDeleted"
      AND NOT EXISTS (SELECT 1 FROM "departure" AS d WHERE d."profileId" = t."id")
      AND (${columns
        .map((column) => `EXISTS (SELECT 1 FROM "${table}" AS x WHERE x."${column}" = t."id")`)
        .join(' OR ')})`,
  );

/** What is left of people who deleted their accounts. */
export const DEPARTURE_CHECKS: readonly Check[] = [
  gone('an account', 'account', 'profileId'),
  gone('search terms', 'profile_term', 'profileId'),
  gone('follows', 'follow', 'followerId', 'followeeId'),
  gone('blocks', 'block', 'blockerId', 'blockedId'),
  gone('favorites', 'favorite', 'profileId'),
  gone('claims', 'profile_claim', 'profileId', 'claimantId'),
  none(
    'deleted profile that tells something',
    `"profile" AS t WHERE t."isDeleted" AND (t."displayName" <> 'Deleted profile'
      OR COALESCE(t."about", t."location", t."interests", t."homepageUrl", t."avatarUrl") IS NOT NULL
      OR t."joinedAt" IS NOT NULL)`,
  ),
  none(
    'deleted profile that is told of something',
    `"notification" AS t JOIN "profile" AS p ON p."id" = t."recipientId" AND p."isDeleted"
      WHERE t."isVisible" AND NOT EXISTS (SELECT 1 FROM "departure" AS d WHERE d."profileId" = p."id")`,
  ),
  none(
    'identity that is known of a deleted profile, or erased of another',
    `"identity" AS t JOIN "profile" AS p ON p."id" = t."profileId"
      WHERE (t."kind" = 'ERASED') <> (p."isDeleted" = TRUE)`,
  ),
  none(
    'comment of a deleted profile whose source tells who signed it, or that has a key',
    `"comment" AS t JOIN "profile" AS p ON p."id" = t."authorId" AND p."isDeleted"
      LEFT JOIN "comment_source" AS s ON s."commentId" = t."id"
      WHERE t."idempotencyKey" IS NOT NULL OR s."name" || s."email" || s."ip" || s."url" <> ''`,
  ),
  none(
    'departure of a profile that is not deleted',
    `"departure" AS t JOIN "profile" AS p ON p."id" = t."profileId" WHERE NOT p."isDeleted"`,
    't."profileId"',
  ),
];
