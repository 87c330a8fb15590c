import { columnsOf, RowPart, type Row } from '../database/columns';
import {
  ACTIVITY_COLUMNS,
  ACTIVITY_JOINS,
  readActivity,
  type ActivityRecord,
} from '../feed/activity.record';
import type { NotificationReason } from './notification.entity';

/** A notification with the act that it tells of, from one statement. */
export interface NotificationRecord {
  readonly kind: 'Notification';
  readonly id: number;
  readonly reason: NotificationReason;
  readonly isSeen: boolean;
  readonly activity: ActivityRecord;
}

/** The select list and joins of notifications, for a table named `notification`. */
export const NOTIFICATION_COLUMNS = `${columnsOf('notification', ['id', 'reason'])},
  notification."id" <= COALESCE(recipient."seenNotificationId", 0) AS "notification_isSeen", ${ACTIVITY_COLUMNS}`;

export const NOTIFICATION_JOINS = `
  LEFT JOIN "account" AS recipient ON recipient."profileId" = notification."recipientId"
  LEFT JOIN "activity" AS activity ON activity."id" = notification."activityId" ${ACTIVITY_JOINS}`;

/** Reads one notification; null where an outer join found none. */
export function readNotification(row: Row): NotificationRecord | null {
  const part = RowPart.of(row, 'notification');
  const activity = readActivity(row);
  if (!part || !activity) return null;
  return {
    kind: 'Notification',
    id: part.number('id'),
    reason: part.text('reason') as NotificationReason,
    isSeen: part.flag('isSeen'),
    activity,
  };
}
