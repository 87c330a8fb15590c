import { commentsByIds } from '../comments/comment.queries';
import type { Queryable } from '../database/statement';
import { activitiesByIds } from '../feed/feed.queries';
import type { LogEntry } from '../feed/feed-log.queries';
import { postsByIds } from '../posts/post.queries';
import { profilesByIds } from '../profiles/profile.queries';
import type { ActivitySubject, FeedMessage } from './feed-message';
import { isOfNotification, loadNotificationMessages } from './notification-messages';

/**
 * Makes messages of log entries with everything as it is now, in a few statements for the whole batch. An added or updated
 * entry whose activity is retracted since has no message: its retraction follows it.
 */
export async function loadMessages(
  on: Queryable,
  all: readonly LogEntry[],
): Promise<Map<number, FeedMessage>> {
  const entries = all.filter((entry) => !isOfNotification(entry));
  const [messages, activities, subjects] = await Promise.all([
    loadNotificationMessages(on, all.filter(isOfNotification)),
    loadActivities(on, entries),
    loadSubjects(on, entries),
  ]);
  for (const entry of entries) {
    const position = { sequence: entry.sequence, mark: entry.mark };
    const { activityId, activityType } = entry;
    if (entry.change === 'RETRACTED') {
      const subject = subjects(entry);
      const retracted = { position, activityId, activityType, subject };
      messages.set(entry.sequence, { kind: 'ActivityRetracted', ...retracted });
      continue;
    }
    const activity = activities.get(activityId);
    const kind = entry.change === 'ADDED' ? 'ActivityAdded' : 'ActivityUpdated';
    if (activity) messages.set(entry.sequence, { kind, position, activity });
  }
  return messages;
}

async function loadActivities(on: Queryable, entries: readonly LogEntry[]) {
  const ids = entries.flatMap((entry) => (entry.change === 'RETRACTED' ? [] : entry.activityId));
  const activities = ids.length === 0 ? [] : await activitiesByIds(on, [...new Set(ids)], null);
  return new Map(activities.map((activity) => [activity.id, activity]));
}

async function loadSubjects(on: Queryable, entries: readonly LogEntry[]) {
  const retracted = entries.filter((entry) => entry.change === 'RETRACTED');
  const about = (kind: ReturnType<typeof subjectOf>['kind']) => [
    ...new Set(
      retracted.map(subjectOf).flatMap((subject) => (subject.kind === kind ? subject.id : [])),
    ),
  ];
  const load = <Item>(ids: number[], from: (on: Queryable, ids: number[]) => Promise<Item[]>) =>
    ids.length === 0 ? [] : from(on, ids);
  const found: ActivitySubject[] = (
    await Promise.all([
      load(about('Comment'), commentsByIds),
      load(about('Post'), postsByIds),
      load(about('Profile'), profilesByIds),
    ])
  ).flat();
  const byKey = new Map(found.map((subject) => [`${subject.kind} ${subject.id}`, subject]));
  return (entry: LogEntry) => {
    const { kind, id } = subjectOf(entry);
    return byKey.get(`${kind} ${id}`) ?? null;
  };
}

function subjectOf(entry: LogEntry): { kind: ActivitySubject['kind']; id: number } {
  if (entry.activityType === 'FOLLOW') return { kind: 'Profile', id: entry.subjectProfileId ?? 0 };
  if (entry.commentId !== null) return { kind: 'Comment', id: entry.commentId };
  return { kind: 'Post', id: entry.postId ?? 0 };
}
