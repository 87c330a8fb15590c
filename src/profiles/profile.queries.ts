import { bulkInsert } from '../database/bulk-insert';
import { bulkUpdate } from '../database/bulk-update';
import { SelectList, type PackedRow } from '../database/columns';
import type { Dialect } from '../database/dialect';
import {
  directionOf,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { first, statement, type Queryable } from '../database/statement';
import type { Write } from '../database/writes';
import { prefixRange } from './fold';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from './profile.record';
import { MAX_USERNAME, usernameKey } from './username';

const profileList = new SelectList({ p: PROFILE_COLUMNS });

const readRow = (row: PackedRow): ProfileRecord | null => readProfile(profileList.read(row).p);

const byUsername = statement<PackedRow>(
  (sql) => `SELECT ${profileList.text(sql)} FROM "profile" AS p WHERE p."id" = COALESCE(
    (SELECT k."id" FROM "profile" AS k WHERE k."usernameKey" = :key),
    (SELECT r."profileId" FROM "profile_redirect" AS r WHERE r."usernameKey" = :key))
    AND NOT p."isDeleted"`,
);

/** The profile of that name; also one that a profile of that name was merged into. */
export async function profileByUsername(
  on: Queryable,
  username: string,
): Promise<ProfileRecord | null> {
  if (username.length > MAX_USERNAME) return null;
  const row = await first(on, byUsername, { key: usernameKey(username) });
  return row && readRow(row);
}

const byIds = statement<PackedRow>(
  (sql) =>
    `SELECT ${profileList.text(sql)} FROM "profile" AS p WHERE ${sql.isOneOf('p."id"', 'ids')}`,
);

export async function profilesByIds(
  on: Queryable,
  ids: readonly number[],
): Promise<ProfileRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readRow(row) ?? []);
}

export async function profileById(on: Queryable, id: number): Promise<ProfileRecord | null> {
  const [profile] = await profilesByIds(on, [id]);
  return profile ?? null;
}

interface KeyOwner {
  readonly id: number;
  readonly usernameKey: string;
}

const selectByKeys = (sql: Dialect): string =>
  `SELECT p."id", p."usernameKey" FROM "profile" AS p WHERE ${sql.isOneOf('p."usernameKey"', 'keys')}
      AND NOT p."isDeleted"
    UNION ALL SELECT r."profileId", r."usernameKey" FROM "profile_redirect" AS r
      WHERE ${sql.isOneOf('r."usernameKey"', 'keys')}`;

const idsByKeys = statement<KeyOwner>(selectByKeys);

/** The ids of the profiles with those username keys, by key; where one was merged, of what it was merged into. */
export async function profileIdsByKeys(
  on: Queryable,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const rows = await on.all(idsByKeys, { keys });
  return new Map(rows.map((row) => [row.usernameKey, row.id]));
}

/** No username has this key. */
const OF_THE_ERASED = '';

const namesTaken = statement<KeyOwner>(
  (sql) => `${selectByKeys(sql)}
    UNION ALL SELECT 0, '${OF_THE_ERASED}' WHERE EXISTS (SELECT 1 FROM "identity" WHERE "kind" = 'ERASED')`,
);

/** As {@link profileIdsByKeys}, and whether there is any deleted profile whose name might be among them. */
export async function ownersOfNames(
  on: Queryable,
  keys: readonly string[],
): Promise<{ owners: Map<string, number>; isAnyErased: boolean }> {
  const rows = await on.all(namesTaken, { keys });
  const owners = new Map(rows.map((row) => [row.usernameKey, row.id]));
  return { owners, isAnyErased: owners.delete(OF_THE_ERASED) };
}

const lockRows = statement<{ id: number; isDeleted: boolean | number }>(
  (sql) =>
    `SELECT p."id", p."isDeleted" FROM "profile" AS p WHERE ${sql.isOneOf('p."id"', 'ids')}
      ORDER BY p."id" ${sql.forUpdate}`,
);

/**
 * Locks profiles, always in the order of their ids so that two acts on the same pair never wait for each other.
 * @returns those that are there; whoever has deleted their account no longer is
 */
export async function lockProfiles(on: Queryable, ids: readonly number[]): Promise<Set<number>> {
  const rows = await on.all(lockRows, { ids });
  return new Set(rows.flatMap((row) => (row.isDeleted ? [] : row.id)));
}

const deletedOnes = statement<{ id: number }>(
  (sql) => `SELECT "id" FROM "profile" WHERE ${sql.isOneOf('"id"', 'ids')} AND "isDeleted"`,
);

/** Those of the profiles whose accounts were deleted. */
export async function deletedAmong(on: Queryable, ids: readonly number[]): Promise<Set<number>> {
  const rows = await on.all(deletedOnes, { ids });
  return new Set(rows.map((row) => row.id));
}

// The list is ordered by username: the key of a place in it is the profile's id, its text is looked up.
const search = twoWay((direction) =>
  statement<PackedRow>(
    (sql) => `SELECT ${profileList.text(sql)} FROM "profile" AS p
      WHERE p."id" IN (SELECT t."profileId" FROM "profile_term" AS t WHERE t."term" >= :low AND t."term" < :high)
        AND (CAST(:lowId AS bigint) = 0 OR p."usernameKey" > (SELECT k."usernameKey" FROM "profile" AS k WHERE k."id" = :lowId))
        AND (CAST(:highId AS bigint) = 0 OR p."usernameKey" < (SELECT k."usernameKey" FROM "profile" AS k WHERE k."id" = :highId))
      ORDER BY p."usernameKey" ${direction} LIMIT :limit`,
  ),
);

/** Profiles whose username, or any word of whose display name, begins with the query. */
export async function searchProfiles(
  on: Queryable,
  query: string,
  request: PageRequest,
): Promise<Page<ProfileRecord>> {
  const { low, high } = prefixRange(query);
  if (low === '') return pageOf(request, [], null);
  const { limit } = rangeOf(request, 'OLDEST_FIRST');
  const rows = await on.all(search[directionOf(request, 'OLDEST_FIRST')], {
    low,
    high,
    lowId: request.after?.id ?? 0,
    highId: request.before?.id ?? 0,
    limit,
  });
  const profiles = rows.flatMap((row) => readRow(row) ?? []);
  const items = profiles.map((item) => ({ item, key: { at: 0, id: item.id } }));
  return pageOf(request, items, null);
}

const changeCommentCount = statement<never>(
  () => `UPDATE "profile" SET "commentCount" = "commentCount" + :change WHERE "id" = :id`,
);

export async function addToProfileComments(
  on: Queryable,
  id: number,
  change: number,
): Promise<void> {
  await on.all(changeCommentCount, { id, change });
}

/** Adds what is given to the comment count of each of those profiles. */
export const addToProfilesComments = bulkUpdate('profile', ['id', 'commentCount'], {
  commentCount: `"profile"."commentCount" + given."commentCount"`,
});

/** Gives profiles other names and homepages. Their search terms must be written anew. */
export const renameProfileRows = bulkUpdate('profile', ['id', 'displayName', 'homepageUrl'], {
  displayName: `given."displayName"`,
  homepageUrl: `given."homepageUrl"`,
});

/** Inserts profiles of whom nothing is counted yet, under ids that were reserved for them. */
export const insertProfileRows = bulkInsert(
  'profile',
  [
    ...([
      'id',
      'username',
      'usernameKey',
      'displayName',
      'about',
      'location',
      'interests',
    ] as const),
    ...(['homepageUrl', 'avatarUrl', 'joinedAt', 'isClaimed'] as const),
  ],
  { followerCount: '0', followingCount: '0', commentCount: '0' },
);

/** Inserts what tells profiles from others of the same id. */
export const insertMarkRows = bulkInsert('profile_mark', ['profileId', 'mark']);

/** Inserts profiles' ways in. */
export const insertTermRows = bulkInsert('profile_term', ['term', 'profileId']);

const deleteTerms = statement<never>(
  (sql) => `DELETE FROM "profile_term" WHERE ${sql.isOneOf('"profileId"', 'profileIds')}`,
);

/** Deletes profiles' ways in. */
export const termDeletion = (profileIds: readonly number[]): Write => ({
  statement: deleteTerms,
  parameters: { profileIds },
});

const changeFollows = statement<never>(
  () => `UPDATE "profile" SET
    "followerCount" = "followerCount" + CASE WHEN "id" = :followeeId THEN :change ELSE 0 END,
    "followingCount" = "followingCount" + CASE WHEN "id" = :followerId THEN :change ELSE 0 END
    WHERE "id" IN (:followeeId, :followerId)`,
);

/** Counts one follow more, or one less. */
export async function addToFollowCounts(
  on: Queryable,
  follow: { followerId: number; followeeId: number },
  change: 1 | -1,
): Promise<void> {
  await on.all(changeFollows, { ...follow, change });
}
