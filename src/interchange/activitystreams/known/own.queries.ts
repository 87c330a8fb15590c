import { first, statement, type Queryable } from '../../../database/statement';
import type { OwnKind } from '../own-name';

/** A row by which a name of this database is proved. */
export interface OwnRow {
  readonly id: number;
  readonly mark: number;
  /** Where it is now; null where it is nowhere. Another profile, where it was merged into that. */
  readonly presentId: number | null;
}

const byIds = {
  profile: statement<OwnRow>(
    (sql) => `SELECT m."profileId" AS "id", m."mark", p."id" AS "presentId" FROM "profile_mark" AS m
      LEFT JOIN "profile_redirect" AS r ON r."id" = m."profileId"
      LEFT JOIN "profile" AS p ON p."id" = COALESCE(r."profileId", m."profileId")
      WHERE ${sql.isOneOf('m."profileId"', 'ids')}`,
  ),
  comment: statement<OwnRow>(
    (sql) => `SELECT "id", "createdAt" AS "mark", "id" AS "presentId" FROM "comment"
      WHERE ${sql.isOneOf('"id"', 'ids')}`,
  ),
  activity: statement<OwnRow>(
    (sql) => `SELECT "id", "occurredAt" AS "mark", "id" AS "presentId" FROM "activity"
      WHERE ${sql.isOneOf('"id"', 'ids')}`,
  ),
} as const;

export function ownRows(on: Queryable, kind: OwnKind, ids: readonly number[]): Promise<OwnRow[]> {
  return on.all(byIds[kind], { ids });
}

const newest = {
  profile: statement<{ id: number | null }>(
    () => `SELECT max("profileId") AS "id" FROM "profile_mark"`,
  ),
  comment: statement<{ id: number | null }>(() => `SELECT max("id") AS "id" FROM "comment"`),
  activity: statement<{ id: number | null }>(() => `SELECT max("id") AS "id" FROM "activity"`),
} as const;

/** The highest number that anything of the kind has. */
export async function newestNumber(on: Queryable, kind: OwnKind): Promise<number> {
  return (await first(on, newest[kind], {}))?.id ?? 0;
}
