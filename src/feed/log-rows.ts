import { randomInt } from 'node:crypto';
import type { NotificationReason } from '../notifications/notification.entity';
import type { FeedChange } from './feed-log.entity';
import type { ActivityRouting } from './recorder.queries';

/** A change that waits for its place in the log. */
export interface PendingEntry {
  readonly change: FeedChange;
  readonly activity: ActivityRouting;
  /** Whether its actor acts in this unit: else somebody else shows what they once did. */
  readonly isAct?: boolean;
  /** Set for an entry that is one person's. */
  readonly notice?: PendingNotice;
  /** Told the entry's place in the log, before the commit. */
  readonly onSequence?: ((sequence: number) => Promise<unknown>) | undefined;
}

/** The notification that an entry tells of; without an id while it has none yet. */
export interface PendingNotice {
  readonly id: number | null;
  readonly recipientId: number;
  readonly reason: NotificationReason;
}

const MAX_MARK = 2 ** 48 - 1;

/** A mark for each entry. */
export const drawMarks = (entries: readonly PendingEntry[]): number[] =>
  entries.map(() => randomInt(MAX_MARK));

/** Entries with the sequences from `first` on. */
export function toLogRows(
  entries: readonly PendingEntry[],
  { first, marks, recordedAt }: { first: number; marks: readonly number[]; recordedAt: number },
) {
  return entries.map(({ change, activity, notice }, index) => ({
    sequence: first + index,
    mark: marks[index] ?? 0,
    change,
    activityId: activity.id,
    activityType: activity.type,
    actorId: activity.actorId,
    subjectProfileId: activity.subjectProfileId,
    postId: activity.postId,
    commentId: activity.commentId,
    recipientId: notice?.recipientId ?? null,
    notificationId: notice ? (notice.id ?? first + index) : null,
    recordedAt,
  }));
}

/** The notifications that entries add, each under the sequence of its entry. */
export function toNotificationRows(
  entries: readonly PendingEntry[],
  { first, recordedAt }: { first: number; recordedAt: number },
) {
  return entries.flatMap(({ activity, notice }, index) =>
    notice?.id === null
      ? {
          id: first + index,
          recipientId: notice.recipientId,
          activityId: activity.id,
          actorId: activity.actorId,
          reason: notice.reason,
          createdAt: recordedAt,
        }
      : [],
  );
}
