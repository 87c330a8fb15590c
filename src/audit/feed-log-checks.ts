import { compared, none, type Check } from './check';

/** The feed log against its head, and against the activities that it tells of. */
export const FEED_LOG_CHECKS: readonly Check[] = [
  compared(
    'entries of the feed log',
    `SELECT 0 AS "id", (SELECT COUNT(*) FROM "feed_log") AS "actual",
      h."sequence" - h."prunedSequence" AS "expected" FROM "feed_log_head" AS h`,
  ),
  compared(
    'last sequence of the feed log',
    `SELECT 0 AS "id", COALESCE((SELECT MAX("sequence") FROM "feed_log"), h."prunedSequence") AS "actual",
      h."sequence" AS "expected" FROM "feed_log_head" AS h`,
  ),
  compared(
    'mark of the head of the feed log',
    `SELECT l."sequence" AS "id", h."mark" AS "actual", l."mark" AS "expected"
      FROM "feed_log_head" AS h JOIN "feed_log" AS l ON l."sequence" = h."sequence"`,
  ),
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
    `(SELECT "activityId", MAX("sequence") AS "sequence" FROM "feed_log"
        WHERE "recipientId" IS NULL GROUP BY "activityId") AS newest
      JOIN "feed_log" AS l ON l."sequence" = newest."sequence" JOIN "activity" AS t ON t."id" = newest."activityId"
      WHERE t."isVisible" = (l."change" = 'RETRACTED')`,
  ),
  none(
    'follow that began elsewhere in the log',
    `"feed_log" AS l JOIN "follow" AS t ON t."followerId" = l."actorId" AND t."followeeId" = l."subjectProfileId"
      AND t."activityId" = l."activityId" WHERE l."activityType" = 'FOLLOW' AND l."change" = 'ADDED'
      AND l."recipientId" IS NULL AND l."sequence" <> t."sinceSequence"`,
    't."activityId"',
  ),
];
