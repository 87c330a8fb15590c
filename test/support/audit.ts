import type { TestApp } from './app';
import { NOTIFICATION_CHECKS } from './audit-notifications';
import { flagged, none } from './audit-checks';

/** One statement per count or derived column: `what`, `id`, what stands there and what the rows say. */
const CHECKS: readonly string[] = [
  counted('profile', 'followerCount', `FROM "follow" AS f WHERE f."followeeId" = t."id"`),
  counted('profile', 'followingCount', `FROM "follow" AS f WHERE f."followerId" = t."id"`),
  counted(
    'profile',
    'commentCount',
    `FROM "comment" AS c WHERE c."authorId" = t."id" AND c."isVisible"`,
  ),
  counted(
    'post',
    'commentCount',
    `FROM "comment" AS c WHERE c."postId" = t."id" AND c."isVisible"`,
  ),
  counted(
    'post',
    'listedCommentCount',
    `FROM "comment" AS c WHERE c."postId" = t."id" AND c."inReplyToId" IS NULL AND c."isListed"`,
  ),
  counted('post', 'favoriteCount', `FROM "favorite" AS f WHERE f."postId" = t."id"`),
  counted(
    'comment',
    'replyCount',
    `FROM "comment" AS c WHERE c."inReplyToId" = t."id" AND c."isVisible"`,
  ),
  counted(
    'comment',
    'listedReplyCount',
    `FROM "comment" AS c WHERE c."inReplyToId" = t."id" AND c."isListed"`,
  ),
  counted('comment', 'favoriteCount', `FROM "favorite" AS f WHERE f."commentId" = t."id"`),

  flagged('comment', 'isVisible', `t."status" = 'PUBLISHED' AND t."deletedAt" IS NULL`),
  // Threads are finite and have no circles: what holds at each comment holds for the whole.
  flagged(
    'comment',
    'isListed',
    `t."isVisible" OR EXISTS
      (SELECT 1 FROM "comment" AS c WHERE c."inReplyToId" = t."id" AND c."isListed")`,
  ),
  flagged(
    'activity',
    'isVisible',
    `CASE t."type"
      WHEN 'COMMENT' THEN EXISTS
        (SELECT 1 FROM "comment" AS c WHERE c."id" = t."commentId" AND c."isVisible")
      WHEN 'FOLLOW' THEN EXISTS (SELECT 1 FROM "follow" AS f WHERE f."activityId" = t."id"
        AND f."followerId" = t."actorId" AND f."followeeId" = t."subjectProfileId")
      WHEN 'FAVORITE' THEN EXISTS (SELECT 1 FROM "favorite" AS f WHERE f."activityId" = t."id"
        AND f."profileId" = t."actorId"
        AND (f."commentId" = t."commentId" OR (f."postId" = t."postId" AND t."commentId" IS NULL)))
      -- Its author may withdraw a post, which leaves no other trace.
      ELSE t."isVisible" END`,
  ),

  none(
    'comment without exactly one activity of its own',
    `"comment" AS t WHERE 1 <> (SELECT COUNT(*) FROM "activity" AS a WHERE a."type" = 'COMMENT'
      AND a."commentId" = t."id" AND a."actorId" = t."authorId" AND a."postId" = t."postId"
      AND a."occurredAt" = t."createdAt")`,
  ),
  none(
    'follow whose activity is not visible',
    `"follow" AS t JOIN "activity" AS a ON a."id" = t."activityId"
      WHERE NOT a."isVisible" OR a."type" <> 'FOLLOW'`,
    't."activityId"',
  ),
  none(
    'favorite whose activity is not visible',
    `"favorite" AS t JOIN "activity" AS a ON a."id" = t."activityId"
      WHERE NOT a."isVisible" OR a."type" <> 'FAVORITE'`,
  ),
  none(
    'deleted comment that keeps words',
    `"comment" AS t WHERE t."deletedAt" IS NOT NULL AND (t."body" <> '' OR t."bodyHtml" <> '')`,
  ),
  none(
    'reply on another post than what it replies to',
    `"comment" AS t JOIN "comment" AS p ON p."id" = t."inReplyToId" WHERE p."postId" <> t."postId"`,
  ),

  `SELECT 'entries of the feed log' AS what, 0 AS id, (SELECT COUNT(*) FROM "feed_log") AS actual,
    h."sequence" - h."prunedSequence" AS expected FROM "feed_log_head" AS h`,
  `SELECT 'last sequence' AS what, 0 AS id, (SELECT COALESCE(MAX("sequence"), h."prunedSequence")
    FROM "feed_log") AS actual, h."sequence" AS expected FROM "feed_log_head" AS h`,
  `SELECT 'mark of the last entry' AS what, l."sequence" AS id, h."mark" AS actual, l."mark" AS expected
    FROM "feed_log_head" AS h JOIN "feed_log" AS l ON l."sequence" = h."sequence"`,
  none(
    'log entry that is routed otherwise than its activity',
    `"feed_log" AS t LEFT JOIN "activity" AS a ON a."id" = t."activityId" AND a."type" = t."activityType"
      AND a."actorId" = t."actorId" AND COALESCE(a."subjectProfileId", 0) = COALESCE(t."subjectProfileId", 0)
      AND COALESCE(a."postId", 0) = COALESCE(t."postId", 0)
      AND COALESCE(a."commentId", 0) = COALESCE(t."commentId", 0)
      WHERE a."id" IS NULL`,
    't."sequence"',
  ),
  none(
    'activity of which the log last says otherwise',
    `"activity" AS t JOIN "feed_log" AS l ON l."activityId" = t."id" WHERE l."sequence" =
      (SELECT MAX(o."sequence") FROM "feed_log" AS o
        WHERE o."activityId" = t."id" AND o."recipientId" IS NULL)
      AND t."isVisible" = (l."change" = 'RETRACTED')`,
  ),
  none(
    'follow that began elsewhere in the log',
    `"follow" AS t JOIN "feed_log" AS l ON l."activityId" = t."activityId" AND l."change" = 'ADDED'
      AND l."recipientId" IS NULL WHERE l."sequence" <> t."sinceSequence"`,
    't."activityId"',
  ),
  ...NOTIFICATION_CHECKS,
];

/** Recomputes every count and derived column from the rows. Ask while nothing is being written. @returns the differences */
export async function auditCounts(app: TestApp): Promise<string[]> {
  const differences: string[] = [];
  for (const check of CHECKS) {
    const rows: { what: string; id: number; actual: number; expected: number }[] =
      await app.app.database.source.query(
        `SELECT * FROM (${check}) AS checked WHERE actual <> expected`,
      );
    for (const { what, id, actual, expected } of rows)
      differences.push(`${what} of ${id}: ${actual} instead of ${expected}`);
  }
  return differences;
}

function counted(table: string, column: string, from: string): string {
  return `SELECT '${table}.${column}' AS what, t."id" AS id, t."${column}" AS actual,
    (SELECT COUNT(*) ${from}) AS expected FROM "${table}" AS t`;
}
