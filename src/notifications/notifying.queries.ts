import { bulkInsert } from '../database/bulk-insert';
import { statement, type Queryable } from '../database/statement';
import type { NotificationReason } from './notification.entity';

/** What the log needs to know of a notification. */
export interface Notice {
  readonly id: number;
  readonly recipientId: number;
  readonly activityId: number;
  readonly reason: NotificationReason;
}

const COLUMNS = `"id", "recipientId", "activityId", "reason"`;

const ofActivity = statement<Notice>(
  () =>
    `SELECT ${COLUMNS} FROM "notification" WHERE "activityId" = :activityId AND "isVisible" ORDER BY "id"`,
);

/** Those of an act's notifications that were not taken back. */
export function noticesOf(on: Queryable, activityId: number): Promise<Notice[]> {
  return on.all(ofActivity, { activityId });
}

const hide = statement<never>(
  (sql) => `UPDATE "notification" SET "isVisible" = FALSE WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** Takes notifications back. */
export async function hideNotices(on: Queryable, ids: readonly number[]): Promise<void> {
  await on.all(hide, { ids });
}

const hideOfActivities = statement<Notice>(
  (sql) => `UPDATE "notification" SET "isVisible" = FALSE
    WHERE ${sql.isOneOf('"activityId"', 'activityIds')} AND "isVisible" RETURNING ${COLUMNS}`,
);

/** Takes every notification of those acts back. @returns those that were visible, in their order */
export async function hideNoticesOf(
  on: Queryable,
  activityIds: readonly number[],
): Promise<Notice[]> {
  const notices = await on.all(hideOfActivities, { activityIds });
  return notices.sort((a, b) => a.id - b.id);
}

/** Inserts visible notifications; the id of each is the sequence of its log entry. */
export const insertNotifications = bulkInsert(
  'notification',
  ['id', 'recipientId', 'activityId', 'actorId', 'reason', 'createdAt'],
  { isVisible: 'TRUE' },
);
