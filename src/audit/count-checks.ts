import { counted, flagged, type Check } from './check';

/** Counts and flags that are kept beside the rows from which they follow. */
export const COUNT_CHECKS: readonly Check[] = [
  counted('profile', 'followerCount', 'f."followeeId"', '"follow" AS f'),
  counted('profile', 'followingCount', 'f."followerId"', '"follow" AS f'),
  counted('profile', 'commentCount', 'c."authorId"', '"comment" AS c WHERE c."isVisible"'),
  flagged(
    'profile',
    'isClaimed',
    't."isDeleted" OR EXISTS (SELECT 1 FROM "account" AS a WHERE a."profileId" = t."id")',
  ),
  counted('post', 'commentCount', 'c."postId"', '"comment" AS c WHERE c."isVisible"'),
  counted(
    'post',
    'listedCommentCount',
    'c."postId"',
    '"comment" AS c WHERE c."inReplyToId" IS NULL AND c."isListed"',
  ),
  counted('post', 'favoriteCount', 'f."postId"', '"favorite" AS f'),
  counted('comment', 'replyCount', 'c."inReplyToId"', '"comment" AS c WHERE c."isVisible"'),
  counted('comment', 'listedReplyCount', 'c."inReplyToId"', '"comment" AS c WHERE c."isListed"'),
  counted('comment', 'favoriteCount', 'f."commentId"', '"favorite" AS f'),
  flagged('comment', 'isVisible', `t."status" = 'PUBLISHED' AND t."deletedAt" IS NULL`),
  // Threads are finite and have no circles: what holds at each comment holds for the whole.
  flagged(
    'comment',
    'isListed',
    `t."isVisible" OR EXISTS
      (SELECT 1 FROM "comment" AS c WHERE c."inReplyToId" = t."id" AND c."isListed")`,
  ),
];
