import type { Digest, ShownComment } from '../subscribers/digest';
import { both, either, not, type Certainty, type Moment } from './change';
import type { History } from './history';
import type { Entry } from './matching';

export interface Look {
  readonly entry: Entry;
  readonly viewerId: number | null;
  readonly history: History;
  readonly moment: Moment;
}

const KINDS = {
  COMMENT: 'CommentActivity',
  FOLLOW: 'FollowActivity',
  FAVORITE: 'FavoriteActivity',
  POST: 'PostActivity',
} as const;

/** What a message shows that it could not show to this viewer at any moment when it may have been made. */
export function faultsOfContent(digest: Digest | null, look: Look): string[] {
  const { recipientId, change } = look.entry;
  if (!digest) return ['It shows nothing.'];
  if (recipientId === null) return faultsOfActivity(digest, look);
  const faults = faultsOfNotice(digest.notice, look.entry);
  return change === 'RETRACTED' ? faults : [...faults, ...faultsOfActivity(digest, look)];
}

function faultsOfNotice(notice: Digest['notice'], { notificationId, change, reason }: Entry) {
  const isAdded = change === 'ADDED';
  return [
    ...different('notification', notice?.id, notificationId),
    ...different('reason', notice?.reason, isAdded ? reason : null),
    // Nobody says to have seen anything.
    ...different('seen', notice?.isSeen, isAdded ? false : null),
  ];
}

function faultsOfActivity(digest: Digest, look: Look): string[] {
  const { entry } = look;
  const { activityId, activityKind, actor, subject, comment, ancestors } = digest;
  return [
    ...different('activity', activityId, entry.activityId),
    ...different('kind', activityKind, KINDS[entry.activityType]),
    ...different('actor', actor?.id ?? null, entry.change === 'RETRACTED' ? null : entry.actorId),
    ...different('subject', subject, subjectOf(entry)),
    ...faultsOfActor(actor, look),
    ...(comment ? faultsOfComment(comment, look) : []),
    ...different('thread', ancestors.map(({ id }) => id).join(), ancestorsOf(look).join()),
    ...ancestors.flatMap((ancestor) => faultsOfComment(ancestor, look)),
  ];
}

/** The comments that a message must show above the one that it is about. A retraction is not asked for any. */
function ancestorsOf({ entry, history }: Look): number[] {
  const comment = entry.commentId === null ? null : history.comment(entry.commentId);
  if (entry.change === 'RETRACTED' || !comment?.parent) return [];
  const { parent } = comment;
  return parent.parent ? [parent.id, parent.parent.id] : [parent.id];
}

function different(what: string, shown: unknown, expected: unknown): string[] {
  return shown === expected ? [] : [`Its ${what} is ${String(shown)}, not ${String(expected)}.`];
}

function impossible(what: string, shown: unknown, certainty: Certainty): string[] {
  return certainty === 'NEVER' ? [`${what}: it shows ${JSON.stringify(shown)}.`] : [];
}

/** A value that is either of two: whether it could be the one shown. */
const couldBe = (shown: boolean, is: Certainty): Certainty => (shown ? is : not(is));

function subjectOf({ activityType, subjectProfileId, commentId, postId }: Entry): string {
  if (activityType === 'FOLLOW') return `Profile ${subjectProfileId}`;
  return commentId === null ? `Post ${postId}` : `Comment ${commentId}`;
}

function faultsOfActor(actor: Digest['actor'], { viewerId, history, moment }: Look): string[] {
  if (!actor?.viewer) return [];
  const { isFollowing, isBlocking } = actor.viewer;
  const follows = viewerId === null ? 'NEVER' : history.isFollowing(viewerId, actor.id, moment);
  const blocks =
    viewerId === null ? 'NEVER' : history.blocks.isBlocking(viewerId, actor.id, moment);
  return [
    ...impossible('Whether the viewer follows', isFollowing, couldBe(isFollowing, follows)),
    ...impossible('Whether the viewer blocks', isBlocking, couldBe(isBlocking, blocks)),
  ];
}

function faultsOfComment(shown: ShownComment, look: Look): string[] {
  const { viewerId, history, moment } = look;
  const facts = history.comment(shown.id);
  if (!facts) return [`There is no comment ${shown.id}.`];
  const { authorId } = facts;
  const what = `Comment ${shown.id} by ${authorId}`;
  const isDeleted = history.isDeleted(shown.id, moment);
  const isBlocked =
    viewerId === null ? 'NEVER' : history.blocks.isBlocking(authorId, viewerId, moment);
  const isHidden = either(isDeleted, isBlocked);
  const says =
    typeof shown.words === 'number' ? history.says(shown.id, shown.words, moment) : 'NEVER';
  const isShown = both(not(isHidden), says);
  const isAuthor = viewerId === authorId;
  return [
    ...impossible(what, shown.words, shown.words === null ? isHidden : isShown),
    ...impossible(what, shown, couldBe(shown.isDeleted, isHidden)),
    ...different('author', shown.authorId, shown.words === null ? null : authorId),
    ...(shown.viewer ? faultsOfViewer(shown, { isAuthor, isDeleted }, look) : []),
  ];
}

function faultsOfViewer(
  { id, viewer }: ShownComment,
  { isAuthor, isDeleted }: { isAuthor: boolean; isDeleted: Certainty },
  { viewerId, history, moment }: Look,
): string[] {
  if (!viewer) return [];
  const mayChange = isAuthor ? not(isDeleted) : 'NEVER';
  const subject = { kind: 'Comment' as const, id };
  const favors = viewerId === null ? 'NEVER' : history.hasFavorited(viewerId, subject, moment);
  const { canEdit, canDelete, hasFavorited } = viewer;
  return [
    ...impossible(`Whether the viewer can edit ${id}`, canEdit, couldBe(canEdit, mayChange)),
    ...impossible(`Whether the viewer can delete ${id}`, canDelete, couldBe(canDelete, mayChange)),
    ...impossible(`Whether the viewer favors ${id}`, hasFavorited, couldBe(hasFavorited, favors)),
  ];
}
