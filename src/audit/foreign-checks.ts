import type { ForeignKind } from '../interchange/foreign-object.entity';
import { compared, none, type Check } from './check';

/** What imports remember, against what they made. */
export const FOREIGN_CHECKS: readonly Check[] = [
  ...standsFor(['POST', 'AWAITED'], 'post'),
  ...standsFor(['COMMENT', 'WAITING'], 'comment'),
  ...standsFor(['ACTIVITY'], 'activity'),
  ...standsFor(['BLOCK'], 'profile'),
  none(
    'identity of a profile that there is not',
    `"identity" AS t LEFT JOIN "profile" AS p ON p."id" = t."profileId" WHERE p."id" IS NULL`,
  ),
];

/** Foreign ids have no number of their own: they are counted by what they stand for. */
function standsFor(kinds: readonly ForeignKind[], table: string): Check[] {
  return kinds.map((kind) =>
    compared(
      `foreign ids of kind ${kind} that stand for no ${table}`,
      `SELECT f."localId" AS "id", COUNT(*) AS "actual", 0 AS "expected" FROM "foreign_object" AS f
        LEFT JOIN "${table}" AS t ON t."id" = f."localId"
        WHERE f."kind" = '${kind}' AND f."localId" IS NOT NULL AND t."id" IS NULL GROUP BY f."localId"`,
    ),
  );
}
