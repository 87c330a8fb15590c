import { statement, type Queryable } from '../database/statement';

/** A profile that was merged, and what it is a part of now. */
export interface Redirect {
  readonly id: number;
  readonly profileId: number;
}

const byIds = statement<Redirect>(
  (sql) => `SELECT "id", "profileId" FROM "profile_redirect" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** Where those of the profiles that were merged are now. */
export function redirectsOf(on: Queryable, ids: readonly number[]): Promise<Redirect[]> {
  return on.all(byIds, { ids });
}

/** The profile that an id means: another one, where it was merged. */
export async function presentProfileId(on: Queryable, id: number): Promise<number> {
  const [redirect] = await redirectsOf(on, [id]);
  return redirect?.profileId ?? id;
}

const since = statement<Redirect>(
  () => `SELECT "id", "profileId" FROM "profile_redirect" WHERE "sequence" >= :sequence`,
);

/** The profiles that were merged when the feed log had reached that place, or later. */
export function redirectsSince(on: Queryable, sequence: number): Promise<Redirect[]> {
  return on.all(since, { sequence });
}

const follow = statement<never>(
  () => `UPDATE "profile_redirect" SET "profileId" = :intoId WHERE "profileId" = :fromId`,
);
const insert = statement<never>(
  () => `INSERT INTO "profile_redirect" ("id", "usernameKey", "profileId", "sequence")
    SELECT p."id", p."usernameKey", CAST(:intoId AS bigint), 0 FROM "profile" AS p WHERE p."id" = :fromId`,
);

/** Lets a profile, and all that was merged into it before, lead to another. */
export async function insertRedirect(
  on: Queryable,
  redirect: { fromId: number; intoId: number },
): Promise<void> {
  await on.all(follow, redirect);
  await on.all(insert, redirect);
}

const setPlace = statement<never>(
  () => `UPDATE "profile_redirect" SET "sequence" = :sequence WHERE "id" = :fromId`,
);

/** Notes how far the log reached at a merge. */
export async function placeRedirect(
  on: Queryable,
  at: { fromId: number; sequence: number },
): Promise<void> {
  await on.all(setPlace, at);
}
