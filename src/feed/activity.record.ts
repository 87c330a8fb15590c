import { RowPart, columnsOf, type Row } from '../database/columns';
import { commentColumns, readComment, type CommentRecord } from '../comments/comment.record';
import { joinSite, postColumns, readPost, type PostRecord } from '../posts/post.record';
import { profileColumns, readProfile, type ProfileRecord } from '../profiles/profile.record';
import type { ActivityType } from './activity.entity';

interface ActivityFacts {
  readonly id: number;
  readonly occurredAt: number;
  readonly actor: ProfileRecord;
}

/** One public act with all that its card shows, from one statement. */
export type ActivityRecord =
  | (ActivityFacts & { readonly kind: 'CommentActivity'; readonly comment: CommentRecord })
  | (ActivityFacts & { readonly kind: 'FollowActivity'; readonly followee: ProfileRecord })
  | (ActivityFacts & {
      readonly kind: 'FavoriteActivity';
      readonly subject: CommentRecord | PostRecord;
    })
  | (ActivityFacts & { readonly kind: 'PostActivity'; readonly post: PostRecord });

export type ActivityKind = ActivityRecord['kind'];

/** The GraphQL type that tells of each type of activity. */
export const kindOfType: Readonly<Record<ActivityType, ActivityKind>> = {
  COMMENT: 'CommentActivity',
  FOLLOW: 'FollowActivity',
  FAVORITE: 'FavoriteActivity',
  POST: 'PostActivity',
};

/**
 * The select list and joins of activity cards, for a table named `activity`. An activity's actor wrote its comment; its
 * subject profile wrote what was favorited or replied to, or is the followee: so each person is joined once.
 */
export const ACTIVITY_COLUMNS = [
  columnsOf('activity', ['id', 'type', 'occurredAt']),
  profileColumns('actor'),
  profileColumns('subject'),
  commentColumns('comment'),
  commentColumns('parent'),
  postColumns('post'),
].join(', ');

export const ACTIVITY_JOINS = `
  LEFT JOIN "profile" AS actor ON actor."id" = activity."actorId"
  LEFT JOIN "profile" AS subject ON subject."id" = activity."subjectProfileId"
  LEFT JOIN "comment" AS comment ON comment."id" = activity."commentId"
  LEFT JOIN "comment" AS parent ON parent."id" = comment."inReplyToId"
  LEFT JOIN "post" AS post ON post."id" = activity."postId" ${joinSite('post')}`;

/** Reads one card; null where an outer join found no activity. */
export function readActivity(row: Row): ActivityRecord | null {
  const part = RowPart.of(row, 'activity');
  const actor = readProfile(row, 'actor');
  if (!part || !actor) return null;
  const facts = { id: part.number('id'), occurredAt: part.number('occurredAt'), actor };
  return withContent(part.text('type') as ActivityType, facts, row);
}

function withContent(type: ActivityType, facts: ActivityFacts, row: Row): ActivityRecord | null {
  const subject = readProfile(row, 'subject');
  const post = readPost(row, 'post');
  switch (type) {
    case 'COMMENT': {
      const comment = post && commentBy(facts.actor, subject, post, row);
      return comment && { kind: 'CommentActivity', ...facts, comment };
    }
    case 'FOLLOW':
      return subject && { kind: 'FollowActivity', ...facts, followee: subject };
    case 'FAVORITE': {
      const favorited = favoritedComment(subject, post, row) ?? post;
      return favorited && { kind: 'FavoriteActivity', ...facts, subject: favorited };
    }
    case 'POST':
      return post && { kind: 'PostActivity', ...facts, post: { ...post, author: facts.actor } };
  }
}

function commentBy(
  author: ProfileRecord,
  parentAuthor: ProfileRecord | null,
  post: PostRecord,
  row: Row,
): CommentRecord | null {
  const comment = readComment(row, 'comment');
  const parent = readComment(row, 'parent');
  const inReplyTo = parent && { ...parent, post, ...(parentAuthor && { author: parentAuthor }) };
  return comment && { ...comment, author, post, inReplyTo };
}

function favoritedComment(
  author: ProfileRecord | null,
  post: PostRecord | null,
  row: Row,
): CommentRecord | null {
  const comment = readComment(row, 'comment');
  return comment && author && post && { ...comment, author, post };
}
