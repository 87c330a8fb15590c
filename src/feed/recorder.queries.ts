import { bulkInsert } from '../database/bulk-insert';
import { statement, type Queryable } from '../database/statement';
import type { ActivityType } from './activity.entity';

/** How far the log reaches, and how far it did when profiles were last merged. */
export interface AdvancedHead {
  readonly sequence: number;
  readonly mergedSequence: number;
}

const advance = statement<AdvancedHead>(
  () => `UPDATE "feed_log_head" SET "sequence" = "sequence" + :count, "mark" = :mark
    WHERE "id" = 1 RETURNING "sequence", "mergedSequence"`,
);

/**
 * Takes the next `count` sequences. The head row stays locked until the commit, so the order of the log is the order of
 * commit, on both databases.
 * @returns the last of them
 */
export async function advanceLogHead(
  on: Queryable,
  count: number,
  mark: number,
): Promise<AdvancedHead> {
  const [row] = await on.all(advance, { count, mark });
  if (!row) throw new Error('The feed log has no head: the database was not migrated.');
  return row;
}

const hold = statement<{ sequence: number }>(
  () => `UPDATE "feed_log_head" SET "mergedSequence" = "sequence" WHERE "id" = 1
    RETURNING "sequence"`,
);

/**
 * Notes that profiles are merged, or that one is deleted, and keeps others from writing to the log until that is done.
 * @returns how far it reaches
 */
export async function noteMerge(on: Queryable): Promise<number> {
  const [row] = await on.all(hold, {});
  if (!row) throw new Error('The feed log has no head: the database was not migrated.');
  return row.sequence;
}

/** The columns of an activity by which its entries are routed. */
export interface ActivityRouting {
  readonly id: number;
  readonly type: ActivityType;
  readonly actorId: number;
  readonly subjectProfileId: number | null;
  readonly postId: number | null;
  readonly commentId: number | null;
}

const ROUTING = `"id", "type", "actorId", "subjectProfileId", "postId", "commentId"`;

const retractIds = statement<ActivityRouting>(
  (
    sql,
  ) => `UPDATE "activity" SET "isVisible" = FALSE WHERE ${sql.isOneOf('"id"', 'ids')} AND "isVisible"
    RETURNING ${ROUTING}`,
);

/** Hides activities. @returns those that were visible */
export function hideActivities(on: Queryable, ids: readonly number[]): Promise<ActivityRouting[]> {
  return on.all(retractIds, { ids });
}

const ofComment = statement<ActivityRouting>(
  () =>
    `SELECT ${ROUTING} FROM "activity" WHERE "commentId" = :commentId AND "isVisible" ORDER BY "id"`,
);

/** The visible activities that tell of a comment: its own, and its favorites. */
export function activitiesOfComment(on: Queryable, commentId: number): Promise<ActivityRouting[]> {
  return on.all(ofComment, { commentId });
}

const showOfComment = statement<ActivityRouting>(
  () => `UPDATE "activity" SET "isVisible" = TRUE, "occurredAt" = COALESCE(CAST(:at AS bigint), "occurredAt")
    WHERE "commentId" = :commentId AND NOT "isVisible" AND ("type" = 'COMMENT' OR EXISTS
      (SELECT 1 FROM "favorite" AS f WHERE f."commentId" = :commentId AND f."activityId" = "activity"."id"))
    RETURNING ${ROUTING}`,
);

/**
 * Shows the activity of a comment, and those favorites of it that are still there.
 * @param of.at their new date; null where they keep theirs
 */
export function showActivitiesOf(
  on: Queryable,
  of: { commentId: number; at: number | null },
): Promise<ActivityRouting[]> {
  return on.all(showOfComment, of);
}

const visibleByIds = statement<ActivityRouting>(
  (sql) =>
    `SELECT ${ROUTING} FROM "activity" WHERE ${sql.isOneOf('"id"', 'ids')} AND "isVisible" ORDER BY "occurredAt", "id"`,
);

/** Those of the activities that are visible, the oldest first. */
export function visibleActivities(
  on: Queryable,
  ids: readonly number[],
): Promise<ActivityRouting[]> {
  return on.all(visibleByIds, { ids });
}

const anyByIds = statement<ActivityRouting>(
  (sql) => `SELECT ${ROUTING} FROM "activity" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** The activities, retracted or not, in no order. */
export function activityRoutings(
  on: Queryable,
  ids: readonly number[],
): Promise<ActivityRouting[]> {
  return on.all(anyByIds, { ids });
}

const ofPosting = statement<ActivityRouting>(
  () => `SELECT ${ROUTING} FROM "activity"
    WHERE "postId" = :postId AND "type" = 'POST' AND "isVisible" ORDER BY "id"`,
);

/** The visible activities that tell that a post was published. */
export function activitiesOfPosting(on: Queryable, postId: number): Promise<ActivityRouting[]> {
  return on.all(ofPosting, { postId });
}

/** Inserts visible activities under ids that were reserved for them. */
export const insertActivities = bulkInsert(
  'activity',
  ['id', 'type', 'actorId', 'occurredAt', 'subjectProfileId', 'postId', 'commentId'],
  { isVisible: 'TRUE' },
);
