import { bulkInsert } from '../database/bulk-insert';
import { statement, type Queryable } from '../database/statement';
import type { ActivityType } from './activity.entity';

const advance = statement<{ sequence: number }>(
  () => `UPDATE "feed_log_head" SET "sequence" = "sequence" + :count, "mark" = :mark
    WHERE "id" = 1 RETURNING "sequence"`,
);

/**
 * Takes the next `count` sequences. The head row stays locked until the commit, so the order of the log is the order of
 * commit, on both databases.
 * @returns the last of them
 */
export async function advanceLogHead(on: Queryable, count: number, mark: number): Promise<number> {
  const [row] = await on.all(advance, { count, mark });
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
