import { statement, type Queryable } from '../../../database/statement';
import type { ProfileTold } from '../../../profiles/profile.record';

/** A profile with the identity by which an import knows it. */
export interface KnownPerson extends ProfileTold {
  readonly value: string;
  readonly identityId: number;
  readonly isDescribed: boolean;
  readonly profileId: number;
  readonly isClaimed: boolean;
}

/** SQLite gives booleans as 0 and 1. */
type PersonRow = Omit<KnownPerson, 'isDescribed' | 'isClaimed'> & {
  isDescribed: boolean | number;
  isClaimed: boolean | number;
};

const PROFILE = `p."username", p."displayName", p."about", p."location", p."interests", p."homepageUrl",
  p."avatarUrl", p."joinedAt"`;

const byValues = statement<PersonRow>(
  (
    sql,
  ) => `SELECT i."value", i."id" AS "identityId", i."isDescribed", i."profileId", p."isClaimed", ${PROFILE}
    FROM "identity" AS i JOIN "profile" AS p ON p."id" = i."profileId"
    WHERE i."kind" = 'ACTIVITY_STREAMS' AND ${sql.isOneOf('i."value"', 'values')}`,
);

/** The people known by those foreign ids. */
export async function peopleByForeignIds(
  on: Queryable,
  values: readonly string[],
): Promise<KnownPerson[]> {
  const rows = await on.all(byValues, { values });
  return rows.map((row) => ({
    ...row,
    isDescribed: Boolean(row.isDescribed),
    isClaimed: Boolean(row.isClaimed),
  }));
}

type ToldProfile = ProfileTold & { readonly id: number };

const byIds = statement<ToldProfile>(
  (sql) => `SELECT p."id", ${PROFILE} FROM "profile" AS p WHERE ${sql.isOneOf('p."id"', 'ids')}`,
);

/** Profiles as they are told of. */
export function profilesToldByIds(on: Queryable, ids: readonly number[]): Promise<ToldProfile[]> {
  return on.all(byIds, { ids });
}
