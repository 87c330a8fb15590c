import type { PackedRow } from '../database/columns';
import type { Dialect } from '../database/dialect';
import {
  ACTIVITY_JOINS,
  activityCard,
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

/** A row of {@link notificationColumns}. SQLite has no booleans and gives 0 or 1. */
export interface NotificationRow extends PackedRow {
  readonly notificationId: number | null;
  readonly reason: NotificationReason;
  readonly isSeen: boolean | number;
}

/** The select list of notifications, for a table named `notification`. */
export const notificationColumns = (sql: Dialect): string => `
  notification."id" AS "notificationId", notification."reason",
  notification."id" <= COALESCE(recipient."seenNotificationId", 0) AS "isSeen",
  ${activityCard.text(sql)}`;

/** The joins of {@link notificationColumns}. */
export const NOTIFICATION_JOINS = `
  LEFT JOIN "account" AS recipient ON recipient."profileId" = notification."recipientId"
  LEFT JOIN "activity" AS activity ON activity."id" = notification."activityId" ${ACTIVITY_JOINS}`;

/** Reads one notification; null where an outer join found none. */
export function readNotification(row: NotificationRow): NotificationRecord | null {
  const { notificationId: id, reason, isSeen } = row;
  const activity = id === null ? null : readActivity(row);
  if (id === null || !activity) return null;
  return { kind: 'Notification', id, reason, isSeen: Boolean(isSeen), activity };
}
