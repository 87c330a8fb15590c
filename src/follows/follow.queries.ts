import { SelectList, type PackedRow } from '../database/columns';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { first, statement, type Queryable } from '../database/statement';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from '../profiles/profile.record';

export interface FollowPair {
  readonly followerId: number;
  readonly followeeId: number;
}

const one = statement<{ activityId: number }>(
  () =>
    `SELECT "activityId" FROM "follow" WHERE "followerId" = :followerId AND "followeeId" = :followeeId`,
);

/** The activity by which somebody follows another; null when they do not. */
export async function followActivityId(on: Queryable, pair: FollowPair): Promise<number | null> {
  const row = await first(on, one, { ...pair });
  return row?.activityId ?? null;
}

const earlier = statement<{ id: number }>(
  () => `SELECT "id" FROM "activity"
    WHERE "subjectProfileId" = :followeeId AND "actorId" = :followerId AND "type" = 'FOLLOW' LIMIT 1`,
);

/** Whether somebody follows another or ever did. */
export async function hasEverFollowed(on: Queryable, pair: FollowPair): Promise<boolean> {
  return (await first(on, earlier, { ...pair })) !== null;
}

const followed = statement<{ followeeId: number }>(
  (sql) =>
    `SELECT "followeeId" FROM "follow" WHERE "followerId" = :followerId AND ${sql.isOneOf('"followeeId"', 'ids')}`,
);

/** Those of the profiles that the follower follows. */
export async function followedAmong(
  on: Queryable,
  followerId: number,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await on.all(followed, { followerId, ids });
  return new Set(rows.map((row) => row.followeeId));
}

/** A profile in a list of followers or followees, and since when. */
export interface FollowListItem {
  readonly profile: ProfileRecord;
  readonly followedAt: number;
}

const profileList = new SelectList({ p: PROFILE_COLUMNS });

interface FollowRow extends PackedRow {
  readonly followedAt: number;
}

const list = (owner: string, other: string) =>
  twoWay((direction) =>
    statement<FollowRow>(
      (sql) => `SELECT f."followedAt", ${profileList.text(sql)} FROM (
        SELECT k."followedAt", k."${other}" FROM "follow" AS k
        WHERE k."${owner}" = :ownerId AND ${inRange('k."followedAt"', `k."${other}"`)}
        ORDER BY k."followedAt" ${direction}, k."${other}" ${direction} LIMIT :limit) AS f
      JOIN "profile" AS p ON p."id" = f."${other}"
      ORDER BY f."followedAt" ${direction}, f."${other}" ${direction}`,
    ),
  );

const lists = {
  followers: list('followeeId', 'followerId'),
  following: list('followerId', 'followeeId'),
};

/** Who follows a profile, or whom it follows; the newest follow first. */
export async function followPage(
  on: Queryable,
  which: 'followers' | 'following',
  ownerId: number,
  request: PageRequest,
): Promise<Page<FollowListItem>> {
  const rows = await on.all(lists[which][directionOf(request, 'NEWEST_FIRST')], {
    ownerId,
    ...rangeOf(request, 'NEWEST_FIRST'),
  });
  const items = rows.flatMap((row) => {
    const profile = readProfile(profileList.read(row).p);
    const { followedAt } = row;
    if (!profile) return [];
    return [{ item: { profile, followedAt }, key: { at: followedAt, id: profile.id } }];
  });
  return pageOf(request, items, null);
}

const setSince = statement<never>(
  () => `UPDATE "follow" SET "sinceSequence" = :sequence
    WHERE "followerId" = :followerId AND "followeeId" = :followeeId`,
);

/** Notes at which place of the log a follow began. */
export async function setFollowSince(
  on: Queryable,
  pair: FollowPair,
  sequence: number,
): Promise<void> {
  await on.all(setSince, { ...pair, sequence });
}

/** A followee's followers where they are fewer than the candidates; otherwise each candidate is looked up. */
const matching = statement<FollowPair & { sinceSequence: number }>(
  (sql) => `
  SELECT f."followerId", f."followeeId", f."sinceSequence"
    FROM ${sql.rowsOf('followeeIds', 'wanted')}
    CROSS JOIN "profile" AS p CROSS JOIN "follow" AS f ${sql.throughIndex('follow_followers')}
    WHERE p."id" = wanted.value AND p."followerCount" <= :candidates AND f."followeeId" = p."id"
  UNION ALL
  SELECT f."followerId", f."followeeId", f."sinceSequence"
    FROM ${sql.rowsOf('followeeIds', 'wanted')}
    CROSS JOIN "profile" AS p CROSS JOIN ${sql.rowsOf('followerIds', 'candidate')}
    CROSS JOIN "follow" AS f
    WHERE p."id" = wanted.value AND p."followerCount" > :candidates
      AND f."followerId" = candidate.value AND f."followeeId" = p."id"`,
);

/**
 * Every follow from one of the candidates to one of the followees, and where in the log it began; from the smaller side
 * of each followee, so that follows by others may be among them.
 */
export function followsFrom(
  on: Queryable,
  followerIds: readonly number[],
  followeeIds: readonly number[],
): Promise<(FollowPair & { sinceSequence: number })[]> {
  return on.all(matching, { followerIds, followeeIds, candidates: followerIds.length });
}

const countDown = (column: 'followerCount' | 'followingCount') =>
  statement<never>(
    (sql) =>
      `UPDATE "profile" SET "${column}" = "${column}" - 1 WHERE ${sql.isOneOf('"id"', 'ids')}`,
  );
const lessFollowers = countDown('followerCount');
const lessFollowing = countDown('followingCount');

/** Each of the profiles has one follower less. */
export async function countFollowerOut(on: Queryable, ids: readonly number[]): Promise<void> {
  await on.all(lessFollowers, { ids });
}

/** Each of the profiles follows one less. */
export async function countFolloweeOut(on: Queryable, ids: readonly number[]): Promise<void> {
  await on.all(lessFollowing, { ids });
}
