import { blockedBy, blockersOf } from '../blocks/block.queries';
import {
  directionOf,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { positionOf, snapshotPage, type SnapshotRow } from '../database/snapshot-page';
import { first, statement, type Queryable } from '../database/statement';
import {
  NOTIFICATION_JOINS,
  notificationColumns,
  readNotification,
  type NotificationRecord,
  type NotificationRow,
} from './notification.record';

/**
 * What everybody is shown of their notifications: none that was taken back, none by somebody whom they block, and, as in
 * every feed, none that involves somebody who blocks them. The same for lists, counts and messages. Whether there are
 * blocks at all is asked once, and mostly there are none: so a scan needs its index alone. A third is involved in mentions
 * only: what else there is to tell is about the recipient.
 */
const isShown = (notification: string, viewer: string) => `${notification}."isVisible"
  AND (NOT EXISTS (${blockedBy(viewer)}) OR ${notification}."actorId" NOT IN (${blockedBy(viewer)}))
  AND (NOT EXISTS (${blockersOf(viewer)}) OR (${notification}."actorId" NOT IN (${blockersOf(viewer)})
    AND (${notification}."reason" <> 'MENTION' OR COALESCE((SELECT told."subjectProfileId" FROM "activity" AS told
      WHERE told."id" = ${notification}."activityId"), 0) NOT IN (${blockersOf(viewer)}))))`;

/** Exported so that a test reads its plan. */
export const notificationsStatement = twoWay((direction) =>
  statement<NotificationRow & SnapshotRow>((sql) =>
    snapshotPage({
      table: 'notification',
      columns: notificationColumns(sql),
      joins: NOTIFICATION_JOINS,
      // Ids are in the order of commit, as instants need not be.
      inner: `SELECT n."id" FROM "notification" AS n WHERE n."recipientId" = :viewerId
        AND n."id" > :lowId AND n."id" < :highId AND ${isShown('n', ':viewerId')}
        ORDER BY n."id" ${direction} LIMIT :limit`,
      order: `notification."id" ${direction}`,
    }),
  ),
);

/** A profile's notifications, newest first. */
export async function notificationsPage(
  on: Queryable,
  viewerId: number,
  request: PageRequest,
): Promise<Page<NotificationRecord>> {
  const rows = await on.all(notificationsStatement[directionOf(request, 'NEWEST_FIRST')], {
    viewerId,
    ...rangeOf(request, 'NEWEST_FIRST'),
  });
  const notifications = rows.flatMap((row) => readNotification(row) ?? []);
  const items = notifications.map((item) => ({ item, key: { at: item.id, id: item.id } }));
  return pageOf(request, items, positionOf(rows));
}

const byIds = statement<NotificationRow & { readonly recipientId: number }>(
  (sql) => `SELECT notification."recipientId", ${notificationColumns(sql)}
    FROM "notification" AS notification ${NOTIFICATION_JOINS}
    WHERE ${sql.isOneOf('notification."id"', 'ids')}
      AND ${isShown('notification', 'notification."recipientId"')}`,
);

/** Those of the notifications that their recipients are shown, each with its recipient, in no order. */
export async function notificationsByIds(
  on: Queryable,
  ids: readonly number[],
): Promise<{ recipientId: number; notification: NotificationRecord }[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => {
    const notification = readNotification(row);
    return notification ? { recipientId: row.recipientId, notification } : [];
  });
}

const unseen = statement<{ count: number }>(
  () => `SELECT COUNT(*) AS "count" FROM "notification" AS n WHERE n."recipientId" = :viewerId
    AND n."id" > COALESCE((SELECT a."seenNotificationId" FROM "account" AS a
      WHERE a."profileId" = :viewerId), 0) AND ${isShown('n', ':viewerId')}`,
);

/** How many of a profile's notifications it has not seen. */
export async function unseenCount(on: Queryable, viewerId: number): Promise<number> {
  const row = await first(on, unseen, { viewerId });
  return row?.count ?? 0;
}

const owned = statement<{ id: number }>(
  () => `SELECT "id" FROM "notification" WHERE "id" = :id AND "recipientId" = :recipientId`,
);

/** Whether it is a notification of that profile, taken back or not. */
export async function isRecipient(
  on: Queryable,
  id: number,
  recipientId: number,
): Promise<boolean> {
  return (await first(on, owned, { id, recipientId })) !== null;
}

const moveSeen = statement<never>(
  () => `UPDATE "account" SET "seenNotificationId" = :id
    WHERE "profileId" = :profileId AND "seenNotificationId" < :id`,
);

/** Notes that a profile has seen that notification and every older one. */
export async function noteSeen(on: Queryable, profileId: number, id: number): Promise<void> {
  await on.all(moveSeen, { profileId, id });
}
