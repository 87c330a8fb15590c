import { bulkInsert } from '../../../database/bulk-insert';
import { statement, type Queryable } from '../../../database/statement';
import type { IdentityKey } from './identity-key';

/** An identity with its profile, as far as an import must know them. */
export interface IdentityRow {
  readonly identityId: number;
  readonly kind: IdentityKey['kind'];
  readonly value: string;
  readonly namedAt: number | null;
  readonly linkedAt: number | null;
  readonly profileId: number;
  readonly username: string;
  readonly displayName: string;
  readonly homepageUrl: string | null;
  /** Its name is no longer that of its newest words: it is its owner's, or one that somebody gave preference in a merge. */
  readonly keepsName: boolean;
}

const byValues = statement<Omit<IdentityRow, 'keepsName'> & { keepsName: boolean | number }>(
  (
    sql,
  ) => `SELECT i."id" AS "identityId", i."kind", i."value", i."namedAt", i."linkedAt", i."profileId",
      p."username", p."displayName", p."homepageUrl", p."isClaimed" OR EXISTS (SELECT 1 FROM "identity" AS other
        WHERE other."profileId" = i."profileId" AND other."id" <> i."id") AS "keepsName"
    FROM "identity" AS i JOIN "profile" AS p ON p."id" = i."profileId"
    WHERE i."kind" = :kind AND ${sql.isOneOf('i."value"', 'values')}`,
);

/** The identities of one kind that are known. */
export async function identitiesByValues(
  on: Queryable,
  kind: IdentityKey['kind'],
  values: readonly string[],
): Promise<IdentityRow[]> {
  const rows = await on.all(byValues, { kind, values });
  return rows.map((row) => ({ ...row, keepsName: Boolean(row.keepsName) }));
}

/** Inserts identities, or writes anew by which words their profile is named. */
export const writeIdentityRows = bulkInsert(
  'identity',
  ['id', 'profileId', 'kind', 'value', 'namedAt', 'linkedAt'],
  { isDescribed: 'TRUE' },
  `ON CONFLICT ("id") DO UPDATE SET "namedAt" = excluded."namedAt", "linkedAt" = excluded."linkedAt"`,
);
