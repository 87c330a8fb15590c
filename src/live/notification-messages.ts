import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { notificationsByIds } from '../notifications/notification.queries';
import type { FeedMessage } from './feed-message';

/** An entry that tells one person of an act. */
export type NotificationEntry = LogEntry & {
  readonly recipientId: number;
  readonly notificationId: number;
};

export const isOfNotification = (entry: LogEntry): entry is NotificationEntry =>
  entry.recipientId !== null && entry.notificationId !== null;

/**
 * The messages of such entries by sequence. One that added what its recipient is not shown now, because it was taken back
 * or for a block, has none. That something was taken back is always told: it shows nothing of anybody.
 */
export async function loadNotificationMessages(
  on: Queryable,
  entries: readonly NotificationEntry[],
): Promise<Map<number, FeedMessage>> {
  const added = entries.filter((entry) => entry.change === 'ADDED');
  const ids = added.map((entry) => entry.notificationId);
  const shown = ids.length === 0 ? [] : await notificationsByIds(on, ids);
  const byId = new Map(shown.map(({ notification }) => [notification.id, notification]));
  const messages = new Map<number, FeedMessage>();
  for (const { change, sequence, mark, notificationId } of entries) {
    const position = { sequence, mark };
    const notification = byId.get(notificationId);
    if (change === 'RETRACTED')
      messages.set(sequence, { kind: 'NotificationRetracted', position, notificationId });
    else if (notification)
      messages.set(sequence, { kind: 'NotificationAdded', position, notification });
  }
  return messages;
}
