import { statement, type Queryable } from '../database/statement';

/** A deletion that is under way. */
export interface Departure {
  readonly profileId: number;
  readonly keepsWords: boolean;
}

const insert = statement<never>(
  () => `INSERT INTO "departure" ("profileId", "keepsWords") VALUES (:profileId, :keepsWords)`,
);

export async function insertDeparture(on: Queryable, departure: Departure): Promise<void> {
  await on.all(insert, { ...departure });
}

const list = statement<{ profileId: number; keepsWords: boolean | number }>(
  () => `SELECT "profileId", "keepsWords" FROM "departure" ORDER BY "profileId" LIMIT 100`,
);

/** Deletions that are under way, here or elsewhere, or were when a server ended. */
export async function departures(on: Queryable): Promise<Departure[]> {
  const rows = await on.all(list, {});
  return rows.map((row) => ({ ...row, keepsWords: Boolean(row.keepsWords) }));
}

const end = statement<never>(() => `DELETE FROM "departure" WHERE "profileId" = :profileId`);

export async function endDeparture(on: Queryable, profileId: number): Promise<void> {
  await on.all(end, { profileId });
}

const former = statement<{ id: number }>(
  () => `SELECT "id" FROM "profile_redirect" WHERE "profileId" = :profileId`,
);

/** The ids of a profile: its own, and those of profiles that were merged into it. */
export async function idsOfPerson(on: Queryable, profileId: number): Promise<number[]> {
  const rows = await on.all(former, { profileId });
  return [profileId, ...rows.map((row) => row.id)];
}
