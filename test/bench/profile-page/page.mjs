import { encodeListCursor, encodeLiveCursor } from '../../../dist/schema/cursor.js';
import { toGlobalId } from '../../../dist/schema/global-id.js';
import { PUBLIC_URL } from './operation.mjs';

/** The profile page in two statements, and its answer made of their rows, for peers that ask SQLite themselves. */
export const PROFILE = `SELECT * FROM "profile" WHERE "usernameKey" = ?`;
export const PAGE = `SELECT h."sequence", h."mark", a."id", a."type", a."occurredAt",
    s."id" AS sId, s."username" AS sUsername, s."displayName" AS sDisplayName, s."avatarUrl" AS sAvatarUrl,
    c."id" AS cId, c."body", c."bodyHtml", c."createdAt", c."editedAt", c."isVisible", c."status",
    c."replyCount" + c."lostReplyCount" AS replyCount, c."favoriteCount" AS cFavoriteCount,
    p."id" AS pId, p."replyCount" + p."lostReplyCount" AS pReplyCount,
    o."id" AS oId, o."title", o."url", o."publishedAt", o."commentCount", o."favoriteCount" AS oFavoriteCount,
    t."id" AS tId, t."title" AS tTitle, t."url" AS tUrl
  FROM "feed_log_head" AS h LEFT JOIN (SELECT * FROM "activity" WHERE "actorId" = ? AND "isVisible"
    ORDER BY "occurredAt" DESC, "id" DESC LIMIT 21) AS a
  LEFT JOIN "profile" AS s ON s."id" = a."subjectProfileId" LEFT JOIN "comment" AS c ON c."id" = a."commentId"
  LEFT JOIN "comment" AS p ON p."id" = c."inReplyToId" LEFT JOIN "post" AS o ON o."id" = a."postId"
  LEFT JOIN "site" AS t ON t."id" = o."siteId" ORDER BY a."occurredAt" DESC, a."id" DESC`;

const date = (at) => (at === null ? null : new Date(at).toISOString());
const person = (id, username, displayName, avatarUrl) => ({
  id: toGlobalId('Profile', id),
  username,
  displayName,
  ...(avatarUrl !== undefined && { avatarUrl }),
});
const siteOf = (row) => ({ id: toGlobalId('Site', row.tId), title: row.tTitle, url: row.tUrl });
const urlOf = (row) => `${row.url}#comment-${toGlobalId('Comment', row.cId)}`;

const contents = {
  COMMENT: (row, actor) => ({
    comment: {
      id: toGlobalId('Comment', row.cId),
      body: row.isVisible ? row.body : '',
      bodyHtml: row.isVisible ? row.bodyHtml : '',
      createdAt: date(row.createdAt),
      editedAt: date(row.editedAt),
      isDeleted: !row.isVisible,
      status: row.status,
      replyCount: row.replyCount,
      favoriteCount: row.cFavoriteCount,
      url: urlOf(row),
      author: row.isVisible ? actor : null,
      inReplyTo: row.pId && {
        id: toGlobalId('Comment', row.pId),
        replyCount: row.pReplyCount,
        author: person(row.sId, row.sUsername, row.sDisplayName),
      },
      post: {
        id: toGlobalId('Post', row.oId),
        title: row.title,
        url: row.url,
        commentCount: row.commentCount,
        site: siteOf(row),
      },
    },
  }),
  FOLLOW: (row) => ({ followee: person(row.sId, row.sUsername, row.sDisplayName, row.sAvatarUrl) }),
  FAVORITE: (row) => ({
    subject: row.cId
      ? {
          __typename: 'Comment',
          id: toGlobalId('Comment', row.cId),
          favoriteCount: row.cFavoriteCount,
          url: urlOf(row),
          author: person(row.sId, row.sUsername, row.sDisplayName),
        }
      : {
          __typename: 'Post',
          id: toGlobalId('Post', row.oId),
          favoriteCount: row.oFavoriteCount,
          title: row.title,
          url: row.url,
        },
  }),
  POST: (row) => ({
    post: {
      id: toGlobalId('Post', row.oId),
      title: row.title,
      url: row.url,
      publishedAt: date(row.publishedAt),
      site: siteOf(row),
    },
  }),
};
const kinds = {
  COMMENT: 'CommentActivity',
  FOLLOW: 'FollowActivity',
  FAVORITE: 'FavoriteActivity',
  POST: 'PostActivity',
};

function edgeOf(row, actor, position) {
  const __typename = kinds[row.type];
  const occurredAt = date(row.occurredAt);
  return {
    cursor: encodeListCursor('activities', { key: { at: row.occurredAt, id: row.id }, position }),
    node: {
      __typename,
      id: toGlobalId(__typename, row.id),
      occurredAt,
      actor,
      ...contents[row.type](row, actor),
    },
  };
}

/** @param rows of {@link PAGE} */
export function pageOf(profile, rows) {
  const position = { sequence: rows[0].sequence, mark: rows[0].mark };
  const actor = person(profile.id, profile.username, profile.displayName, profile.avatarUrl);
  const found = rows[0].id === null ? [] : rows;
  const edges = found.slice(0, 20).map((row) => edgeOf(row, actor, position));
  const { about, location, interests, homepageUrl, avatarUrl, isClaimed } = profile;
  return {
    ...{ id: actor.id, username: profile.username, displayName: profile.displayName },
    url: `${PUBLIC_URL}/profiles/${profile.username}`,
    ...{ about, location, interests, homepageUrl, avatarUrl, joinedAt: date(profile.joinedAt) },
    ...{ isClaimed: Boolean(isClaimed), viewerIsFollowing: false, viewerIsBlocking: false },
    followerCount: profile.followerCount,
    followingCount: profile.followingCount,
    commentCount: profile.commentCount,
    activity: {
      liveCursor: encodeLiveCursor(position),
      pageInfo: { hasNextPage: found.length > 20, endCursor: edges.at(-1)?.cursor ?? null },
      edges,
    },
  };
}
