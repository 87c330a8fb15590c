import { none, type Check } from './check';

/** What accounts are kept by: the tokens that were mailed, and sessions. */
export const ACCOUNT_CHECKS: readonly Check[] = [
  none(
    'token for an address that its account does not have',
    `"account_token" AS t JOIN "account" AS a ON a."id" = t."accountId" AND a."email" <> t."email"
      WHERE t."purpose" IN ('VERIFY_EMAIL', 'RESET_PASSWORD')`,
    'a."id"',
  ),
  none(
    'token to verify an address that is verified',
    `"account_token" AS t JOIN "account" AS a ON a."id" = t."accountId" AND a."emailVerifiedAt" IS NOT NULL
      WHERE t."purpose" = 'VERIFY_EMAIL'`,
    'a."id"',
  ),
  none(
    'account with more than 50 sessions',
    `(SELECT "accountId" AS "id" FROM "session" GROUP BY "accountId" HAVING COUNT(*) > 50) AS t`,
  ),
];
