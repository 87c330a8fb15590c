import { COMMENT_COLUMNS, readComment, type CommentRecord } from '../comments/comment.record';
import { SelectList, type PackedRow } from '../database/columns';
import {
  joinSite,
  POST_COLUMNS,
  readPost,
  SITE_COLUMNS,
  type PostRecord,
} from '../posts/post.record';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from '../profiles/profile.record';
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
 * Whole activity cards. An activity's actor wrote its comment; its subject profile wrote what was favorited or replied to,
 * or is the followee: so each person is joined once.
 */
export const activityCard = new SelectList({
  activity: ['id', 'type', 'occurredAt'],
  actor: PROFILE_COLUMNS,
  subject: PROFILE_COLUMNS,
  comment: COMMENT_COLUMNS,
  parent: COMMENT_COLUMNS,
  post: POST_COLUMNS,
  site: SITE_COLUMNS,
});

type ActivityCells = readonly [id: number, type: ActivityType, occurredAt: number];

/** The joins of {@link activityCard} to a table that is named `activity`. */
export const ACTIVITY_JOINS = `
  LEFT JOIN "profile" AS actor ON actor."id" = activity."actorId"
  LEFT JOIN "profile" AS subject ON subject."id" = activity."subjectProfileId"
  LEFT JOIN "comment" AS comment ON comment."id" = activity."commentId"
  LEFT JOIN "comment" AS parent ON parent."id" = comment."inReplyToId"
  LEFT JOIN "post" AS post ON post."id" = activity."postId" ${joinSite('post', 'site')}`;

/** Reads one card; null where an outer join found no activity. */
export function readActivity(row: PackedRow): ActivityRecord | null {
  const parts = activityCard.read(row);
  const actor = readProfile(parts.actor);
  if (!parts.activity || !actor) return null;
  const [id, type, occurredAt] = parts.activity as ActivityCells;
  return withContent(type, { id, occurredAt, actor }, parts);
}

type Parts = ReturnType<typeof activityCard.read>;

function withContent(
  type: ActivityType,
  facts: ActivityFacts,
  parts: Parts,
): ActivityRecord | null {
  const { id, occurredAt, actor } = facts;
  const subject = readProfile(parts.subject);
  const post = readPost(parts.post, parts.site);
  switch (type) {
    case 'COMMENT': {
      const comment = post && commentBy(actor, subject, post, parts);
      return comment && { kind: 'CommentActivity', id, occurredAt, actor, comment };
    }
    case 'FOLLOW':
      return subject && { kind: 'FollowActivity', id, occurredAt, actor, followee: subject };
    case 'FAVORITE': {
      const favorited = favoritedComment(subject, post, parts) ?? post;
      return favorited && { kind: 'FavoriteActivity', id, occurredAt, actor, subject: favorited };
    }
    case 'POST':
      return (
        post && { kind: 'PostActivity', id, occurredAt, actor, post: { ...post, author: actor } }
      );
  }
}

function commentBy(
  author: ProfileRecord,
  parentAuthor: ProfileRecord | null,
  post: PostRecord,
  parts: Parts,
): CommentRecord | null {
  const inReplyTo = readComment(parts.parent, { author: parentAuthor ?? undefined, post });
  return readComment(parts.comment, { author, post, inReplyTo });
}

function favoritedComment(
  author: ProfileRecord | null,
  post: PostRecord | null,
  parts: Parts,
): CommentRecord | null {
  return author && post && readComment(parts.comment, { author, post });
}
