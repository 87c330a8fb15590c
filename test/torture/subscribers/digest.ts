import { fromGlobalId } from '../../../src/schema/global-id';
import type { Words } from '../acts/words';
import { WEIGHT } from './documents';

/** A comment as a message shows it. */
export interface ShownComment {
  readonly id: number;
  /** The number of its words; null for a tombstone, which has none; the text itself if nobody ever said so. */
  readonly words: number | string | null;
  readonly authorId: number | null;
  readonly isDeleted: boolean;
  /** What it is to the viewer, where that was asked for. */
  readonly viewer: { canEdit: boolean; canDelete: boolean; hasFavorited: boolean } | null;
}

/** What a message shows, without what can be told from the rest. */
export interface Digest {
  /** The notification that it is of. One taken back shows nothing else. */
  readonly notice: {
    readonly id: number;
    readonly reason: string | null;
    readonly isSeen: boolean | null;
  } | null;
  readonly activityId: number;
  readonly activityKind: string;
  /** Null in a retraction, which does not say. */
  readonly actor: {
    readonly id: number;
    readonly viewer: { isFollowing: boolean; isBlocking: boolean } | null;
  } | null;
  /** The kind and number of what it is about. */
  readonly subject: string | null;
  readonly comment: ShownComment | null;
  /** What it replies to, and what that replies to, as far as there is such a thing and it was asked for. */
  readonly ancestors: readonly ShownComment[];
}

/** Reads messages, and keeps one of many that show the same. */
export class Digests {
  private readonly known = new Map<string, Digest>();

  constructor(private readonly words: Words) {}

  /** @returns null for a checkpoint, which shows nothing */
  of(message: any): Digest | null {
    if (message.__typename === 'FeedCheckpoint') return null;
    const digest = this.read(message);
    const key = JSON.stringify(digest);
    const known = this.known.get(key) ?? digest;
    this.known.set(key, known);
    return known;
  }

  private read(message: any): Digest {
    const activity = message.activity ?? message.notification?.activity;
    const id = fromGlobalId(activity?.id ?? message.activityId ?? '');
    const subject = activity
      ? (activity.comment ?? activity.followee ?? activity.subject)
      : message.subject;
    return {
      notice: readNotice(message),
      activityId: id?.id ?? 0,
      activityKind: activity?.__typename ?? id?.kind ?? '',
      actor: activity ? readActor(activity.actor) : null,
      subject: subject ? `${subject.__typename} ${numberOf(subject.id)}` : null,
      comment: this.readComment(subject),
      ancestors: [subject?.inReplyTo, subject?.inReplyTo?.inReplyTo].flatMap(
        (comment) => this.readComment(comment) ?? [],
      ),
    };
  }

  private readComment(comment: any): ShownComment | null {
    if (comment?.__typename !== 'Comment') return null;
    const { id, body, isDeleted, author } = comment;
    return {
      id: numberOf(id),
      words: this.readWords(comment, body),
      authorId: author ? numberOf(author.id) : null,
      isDeleted,
      viewer:
        'viewerCanEdit' in comment
          ? {
              canEdit: comment.viewerCanEdit,
              canDelete: comment.viewerCanDelete,
              hasFavorited: comment.viewerHasFavorited,
            }
          : null,
    };
  }

  private readWords(comment: any, body: string): ShownComment['words'] {
    const isHeavy = 'heavy0' in comment;
    for (let index = 0; isHeavy && index < WEIGHT; index += 1)
      if (comment[`heavy${index}`] !== body) return `${comment[`heavy${index}`]} beside ${body}`;
    return body === '' ? null : (this.words.numberOf(body) ?? body);
  }
}

function readNotice({ notification, notificationId }: any): Digest['notice'] {
  const { id = notificationId, reason = null, isSeen = null } = notification ?? {};
  return id ? { id: numberOf(id), reason, isSeen } : null;
}

function readActor(actor: any): Digest['actor'] {
  const viewer =
    'viewerIsFollowing' in actor
      ? { isFollowing: actor.viewerIsFollowing, isBlocking: actor.viewerIsBlocking }
      : null;
  return { id: numberOf(actor.id), viewer };
}

const numberOf = (globalId: string): number => fromGlobalId(globalId)?.id ?? 0;
