import { flagged, none, type Check } from './check';

/** Activities, and the rows that they tell of. */
export const ACTIVITY_CHECKS: readonly Check[] = [
  flagged(
    'activity',
    'isVisible',
    `CASE t."type"
      WHEN 'COMMENT' THEN EXISTS
        (SELECT 1 FROM "comment" AS c WHERE c."id" = t."commentId" AND c."isVisible")
      WHEN 'FOLLOW' THEN EXISTS (SELECT 1 FROM "follow" AS f WHERE f."followerId" = t."actorId"
        AND f."followeeId" = t."subjectProfileId" AND f."activityId" = t."id")
      WHEN 'FAVORITE' THEN EXISTS (SELECT 1 FROM "favorite" AS f WHERE f."profileId" = t."actorId"
          AND f."commentId" = t."commentId" AND f."activityId" = t."id")
          AND EXISTS (SELECT 1 FROM "comment" AS c WHERE c."id" = t."commentId" AND c."isVisible")
        OR t."commentId" IS NULL AND EXISTS (SELECT 1 FROM "favorite" AS f
          WHERE f."profileId" = t."actorId" AND f."postId" = t."postId" AND f."activityId" = t."id")
      -- Its author may withdraw a post, which leaves no other trace.
      ELSE t."isVisible" END`,
  ),
  none(
    'comment without exactly one activity of its own',
    `"comment" AS t LEFT JOIN (SELECT "commentId", COUNT(*) AS "count", MIN("actorId") AS "actorId",
        MIN("postId") AS "postId" FROM "activity" WHERE "type" = 'COMMENT' GROUP BY "commentId") AS a
      ON a."commentId" = t."id"
      WHERE COALESCE(a."count", 0) <> 1 OR a."actorId" <> t."authorId" OR a."postId" <> t."postId"`,
  ),
  // A comment may be published later than it was written.
  none(
    'comment whose activity is older than it',
    `"comment" AS t JOIN "activity" AS a ON a."commentId" = t."id"
      WHERE a."type" = 'COMMENT' AND a."occurredAt" < t."createdAt"`,
  ),
  none(
    'activity on a comment that is on another post',
    `"activity" AS t JOIN "comment" AS c ON c."id" = t."commentId" WHERE t."postId" <> c."postId"`,
  ),
  none(
    'comment whose activity names somebody else as replied to',
    `"activity" AS t JOIN "comment" AS c ON c."id" = t."commentId"
      LEFT JOIN "comment" AS p ON p."id" = c."inReplyToId"
      WHERE t."type" = 'COMMENT' AND COALESCE(t."subjectProfileId", 0) <> COALESCE(p."authorId", 0)`,
  ),
  none(
    'follow whose activity is not visible',
    `"follow" AS t JOIN "activity" AS a ON a."id" = t."activityId"
      WHERE NOT a."isVisible" OR a."type" <> 'FOLLOW'`,
    't."activityId"',
  ),
  none(
    'follow whose activity has another date',
    '"follow" AS t JOIN "activity" AS a ON a."id" = t."activityId" WHERE a."occurredAt" <> t."followedAt"',
    't."activityId"',
  ),
  none(
    'favorite whose activity is not visible',
    `"favorite" AS t JOIN "activity" AS a ON a."id" = t."activityId"
      LEFT JOIN "comment" AS c ON c."id" = t."commentId"
      WHERE a."isVisible" <> COALESCE(c."isVisible", TRUE) OR a."type" <> 'FAVORITE'`,
  ),
  none(
    'post that its activity says is by somebody else',
    `"activity" AS t JOIN "post" AS p ON p."id" = t."postId"
      WHERE t."type" = 'POST' AND t."isVisible" AND COALESCE(p."authorId", 0) <> t."actorId"`,
  ),
  none(
    'follow where one blocks the other',
    `"follow" AS t WHERE EXISTS (SELECT 1 FROM "block" AS b
        WHERE b."blockerId" = t."followerId" AND b."blockedId" = t."followeeId")
      OR EXISTS (SELECT 1 FROM "block" AS b
        WHERE b."blockerId" = t."followeeId" AND b."blockedId" = t."followerId")`,
    't."activityId"',
  ),
  none(
    'follow of oneself',
    '"follow" AS t WHERE t."followerId" = t."followeeId"',
    't."activityId"',
  ),
  none('block of oneself', '"block" AS t WHERE t."blockerId" = t."blockedId"', 't."blockerId"'),
];
