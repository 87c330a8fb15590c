import { statement, type Queryable } from '../database/statement';
import type { MergePair } from './merge-follows.queries';

const give = (table: string, column: string, where = '') =>
  statement<never>(
    () => `UPDATE "${table}" SET "${column}" = :intoId WHERE "${column}" = :fromId${where}`,
  );

/** A key is its author's: where both used the same one, it stays with the one that remains. */
const freeKeys = statement<never>(
  () => `UPDATE "comment" SET "idempotencyKey" = NULL WHERE "authorId" = :fromId AND "idempotencyKey" IN
    (SELECT k."idempotencyKey" FROM "comment" AS k WHERE k."authorId" = :intoId)`,
);

const owned = [
  // First: who replies to a comment, or favorites it, holds it.
  freeKeys,
  give('comment', 'authorId'),
  give('post', 'authorId'),
  give('identity', 'profileId'),
  give('notification', 'recipientId'),
  give('notification', 'actorId'),
  give('activity', 'actorId', ' AND "isVisible"'),
  give('activity', 'actorId'),
  give('activity', 'subjectProfileId'),
  give('account', 'profileId'),
  give('profile_claim', 'profileId'),
  give('profile_claim', 'claimantId'),
  give('foreign_object', 'localId', ` AND "kind" = 'BLOCK'`),
];

const subjects = statement<{ id: number }>(
  () => `SELECT DISTINCT "actorId" AS "id" FROM "activity" WHERE "subjectProfileId" = :fromId`,
);

/** Who did something that is about a profile. */
export async function actorsAbout(on: Queryable, fromId: number): Promise<number[]> {
  const rows = await on.all(subjects, { fromId });
  return rows.map((row) => row.id);
}

/** Gives one profile's words, acts, identities and account to the other, and all that is about it. */
export async function moveOwned(on: Queryable, pair: MergePair): Promise<void> {
  for (const statement of owned) await on.all(statement, { ...pair });
}

const logActors = give('feed_log', 'actorId');
const logRecipients = give('feed_log', 'recipientId');
const logSubjects = statement<never>(
  (sql) => `UPDATE "feed_log" SET "subjectProfileId" = :intoId
    WHERE "subjectProfileId" = :fromId AND ${sql.isOneOf('"actorId"', 'actorIds')}`,
);

/**
 * Routes the entries of the log as the activities that they tell of are now, so that what is replayed reaches the feeds
 * that it is in now.
 * @param actorIds whose acts may be about the profile
 */
export async function rerouteLog(
  on: Queryable,
  pair: MergePair,
  actorIds: readonly number[],
): Promise<void> {
  await on.all(logActors, { ...pair });
  await on.all(logRecipients, { ...pair });
  await on.all(logSubjects, { ...pair, actorIds: [...actorIds, pair.intoId] });
}

const newest = statement<{ id: number }>(
  (sql) => `SELECT "id" FROM "activity" WHERE "actorId" = :fromId AND "isVisible"
    AND NOT (${sql.isOneOf('"id"', 'except')}) ORDER BY "occurredAt" DESC, "id" DESC LIMIT :limit`,
);

/** A profile's newest visible activities, but for some. */
export async function newestActivities(
  on: Queryable,
  fromId: number,
  { except, limit }: { except: readonly number[]; limit: number },
): Promise<number[]> {
  const rows = await on.all(newest, { fromId, except, limit });
  return rows.map((row) => row.id);
}
