import type { CommentRecord } from '../comments/comment.record';
import type { LogPosition } from '../database/page';
import type { ActivityType } from '../feed/activity.entity';
import type { ActivityRecord } from '../feed/activity.record';
import type { NotificationRecord } from '../notifications/notification.record';
import type { PostRecord } from '../posts/post.record';
import type { ProfileRecord } from '../profiles/profile.record';

/** What an activity was about, as it is now. */
export type ActivitySubject = CommentRecord | PostRecord | ProfileRecord;

/** One message of a live feed. `position` is where to resume after it. */
export type FeedMessage =
  | {
      readonly kind: 'ActivityAdded' | 'ActivityUpdated';
      readonly position: LogPosition;
      readonly activity: ActivityRecord;
    }
  | {
      readonly kind: 'ActivityRetracted';
      readonly position: LogPosition;
      readonly activityId: number;
      readonly activityType: ActivityType;
      readonly subject: ActivitySubject | null;
    }
  | {
      readonly kind: 'NotificationAdded';
      readonly position: LogPosition;
      readonly notification: NotificationRecord;
    }
  | {
      readonly kind: 'NotificationRetracted';
      readonly position: LogPosition;
      readonly notificationId: number;
    }
  | {
      readonly kind: 'FeedCheckpoint';
      readonly position: LogPosition;
      readonly isLive: boolean;
      readonly isStart: boolean;
    };
