import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
  type TwoWay,
} from '../database/page';
import type { PackedRow } from '../database/columns';
import type { Dialect } from '../database/dialect';
import { positionOf, snapshotPage, type SnapshotRow } from '../database/snapshot-page';
import { statement, type Parameters, type Queryable, type Statement } from '../database/statement';
import { activityCard, ACTIVITY_JOINS, readActivity, type ActivityRecord } from './activity.record';

type Direction = 'DESC' | 'ASC';

const BLOCKERS = `SELECT b."blockerId" FROM "block" AS b WHERE b."blockedId" = CAST(:viewerId AS bigint)`;

/**
 * An activity that involves somebody who blocks the viewer is not shown to them, in lists or live. Whether anybody does
 * is asked once, and mostly nobody does. The subject is looked up apart: so a scan needs its index alone, else Postgres
 * may rather read and sort all that somebody ever did.
 */
const NOT_BLOCKED = (activity: string) => `(NOT EXISTS (${BLOCKERS})
  OR (${activity}."actorId" NOT IN (${BLOCKERS})
    AND COALESCE((SELECT told."subjectProfileId" FROM "activity" AS told
      WHERE told."id" = ${activity}."id"), 0) NOT IN (${BLOCKERS})))`;

const scan = (activity: string) => `${activity}."isVisible"
  AND ${inRange(`${activity}."occurredAt"`, `${activity}."id"`)} AND ${NOT_BLOCKED(activity)}`;

const order = (activity: string, direction: Direction) =>
  `${activity}."occurredAt" ${direction}, ${activity}."id" ${direction}`;

const page = (sql: Dialect, inner: string, direction: Direction) =>
  snapshotPage({
    table: 'activity',
    columns: activityCard.text(sql),
    joins: ACTIVITY_JOINS,
    inner,
    order: order('activity', direction),
  });

async function readPage(
  on: Queryable,
  statements: TwoWay<Statement<SnapshotRow>>,
  parameters: Parameters,
  request: PageRequest,
): Promise<Page<ActivityRecord>> {
  const rows = await on.all(statements[directionOf(request, 'NEWEST_FIRST')], {
    ...parameters,
    ...rangeOf(request, 'NEWEST_FIRST'),
  });
  const activities = rows.flatMap((row) => readActivity(row) ?? []);
  const items = activities.map((item) => ({ item, key: { at: item.occurredAt, id: item.id } }));
  return pageOf(request, items, positionOf(rows));
}

export const profileFeedStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    page(
      sql,
      `SELECT a."id" FROM "activity" AS a WHERE a."actorId" = :actorId AND ${scan('a')}
       ORDER BY ${order('a', direction)} LIMIT :limit`,
      direction,
    ),
  ),
);

/** A profile's activity, newest first. */
export function profileFeedPage(
  on: Queryable,
  feed: { actorId: number; viewerId: number | null },
  request: PageRequest,
): Promise<Page<ActivityRecord>> {
  return readPage(on, profileFeedStatement, feed, request);
}

export const publicFeedStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    page(
      sql,
      `SELECT a."id" FROM "activity" AS a WHERE ${scan('a')} ORDER BY ${order('a', direction)} LIMIT :limit`,
      direction,
    ),
  ),
);

/** Everybody's activity, newest first. */
export function publicFeedPage(
  on: Queryable,
  viewerId: number | null,
  request: PageRequest,
): Promise<Page<ActivityRecord>> {
  return readPage(on, publicFeedStatement, { viewerId }, request);
}

/** On SQLite the sort keeps the best rows only, and leaves each followee's index as soon as it falls behind them. */
const homeOnSqlite = (direction: Direction) => `
  SELECT a."id" FROM "follow" AS f CROSS JOIN "activity" AS a ON a."actorId" = f."followeeId"
  WHERE f."followerId" = :viewerId AND ${scan('a')}
  ORDER BY ${order('a', direction)} LIMIT :limit`;

/** Postgres does not leave early: only the followees with the newest activities are read further. */
const homeOnPostgres = (direction: Direction) => `
  WITH newest AS (
    SELECT f."followeeId" FROM "follow" AS f CROSS JOIN LATERAL (
      SELECT a."occurredAt", a."id" FROM "activity" AS a
      WHERE a."actorId" = f."followeeId" AND ${scan('a')}
      ORDER BY ${order('a', direction)} LIMIT 1) AS top
    WHERE f."followerId" = :viewerId
    ORDER BY ${order('top', direction)} LIMIT :limit)
  SELECT theirs."id" FROM newest CROSS JOIN LATERAL (
    SELECT a."occurredAt", a."id" FROM "activity" AS a
    WHERE a."actorId" = newest."followeeId" AND ${scan('a')}
    ORDER BY ${order('a', direction)} LIMIT :limit) AS theirs
  ORDER BY ${order('theirs', direction)} LIMIT :limit`;

export const homeFeedStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    page(
      sql,
      sql.name === 'sqlite' ? homeOnSqlite(direction) : homeOnPostgres(direction),
      direction,
    ),
  ),
);

/** The activity of everyone that the viewer follows, newest first. Read by pull: nothing is copied when it is written. */
export function homeFeedPage(
  on: Queryable,
  viewerId: number,
  request: PageRequest,
): Promise<Page<ActivityRecord>> {
  return readPage(on, homeFeedStatement, { viewerId }, request);
}

const byIds = statement<PackedRow>(
  (sql) => `SELECT ${activityCard.text(sql)} FROM "activity" AS activity ${ACTIVITY_JOINS}
    WHERE activity."isVisible" AND ${sql.isOneOf('activity."id"', 'ids')}
      AND ${NOT_BLOCKED('activity')}`,
);

/** Those of the activities that are there for the viewer, in no order; retracted ones are not. */
export async function activitiesByIds(
  on: Queryable,
  ids: readonly number[],
  viewerId: number | null,
): Promise<ActivityRecord[]> {
  const rows = await on.all(byIds, { ids, viewerId });
  return rows.flatMap((row) => readActivity(row) ?? []);
}
