import { flagged, none, type Check } from './check';

/** What holds of notifications, each with its entries in the log and with the activity that it tells of. */
export const NOTIFICATION_CHECKS: readonly Check[] = [
  // A mention may end before its comment does; what two profiles told each other, when they become one; what somebody was
  // told, when they leave; and whoever is told again that a comment is there, by another notification, was told before.
  flagged(
    'notification',
    'isVisible',
    `(t."isVisible" OR (t."reason" <> 'MENTION' AND t."actorId" <> t."recipientId"
        AND NOT EXISTS (SELECT 1 FROM "profile" AS p WHERE p."id" = t."recipientId" AND p."isDeleted")
        AND NOT EXISTS (SELECT 1 FROM "activity" AS told JOIN "moderation_decision" AS d
          ON d."commentId" = told."commentId" WHERE told."id" = t."activityId")))
      AND EXISTS (SELECT 1 FROM "activity" AS a WHERE a."id" = t."activityId" AND a."isVisible")`,
  ),
  none(
    'notification that does not fit its activity',
    `"notification" AS t LEFT JOIN "activity" AS a ON a."id" = t."activityId" AND a."actorId" = t."actorId"
      AND a."type" = CASE WHEN t."reason" IN ('REPLY', 'MENTION') THEN 'COMMENT' ELSE t."reason" END
      AND (a."subjectProfileId" = t."recipientId" OR t."reason" = 'MENTION')
      WHERE a."id" IS NULL`,
  ),
  // One that two profiles sent each other before they became one was taken back.
  none(
    'notification of an own act',
    `"notification" AS t WHERE t."actorId" = t."recipientId" AND t."isVisible"`,
  ),
  none(
    'act that notifies somebody more than once',
    `(SELECT MIN(n."id") AS "id" FROM "notification" AS n WHERE n."isVisible"
      GROUP BY n."activityId", n."recipientId" HAVING COUNT(*) > 1) AS t`,
  ),
  none(
    'follow of now that does not notify',
    `"feed_log" AS t LEFT JOIN "notification" AS n ON n."activityId" = t."activityId"
      AND n."recipientId" = t."subjectProfileId" AND n."reason" = 'FOLLOW'
      WHERE t."activityType" = 'FOLLOW' AND t."change" = 'ADDED' AND t."recipientId" IS NULL AND n."id" IS NULL`,
    't."sequence"',
  ),
  none(
    'notification whose id is not the place of its entry',
    `"notification" AS t LEFT JOIN "feed_log" AS l ON l."sequence" = t."id" AND l."change" = 'ADDED'
      AND l."notificationId" = t."id" AND l."recipientId" = t."recipientId"
      AND l."activityId" = t."activityId" AND l."recordedAt" = t."createdAt"
      WHERE l."sequence" IS NULL AND t."id" > (SELECT "prunedSequence" FROM "feed_log_head")`,
  ),
  none(
    'log entry of a notification that there is not',
    `"feed_log" AS t LEFT JOIN "notification" AS n ON n."id" = t."notificationId"
      AND n."recipientId" = t."recipientId" AND n."activityId" = t."activityId"
      AND (n."id" = t."sequence" AND t."change" = 'ADDED' OR n."id" < t."sequence" AND t."change" = 'RETRACTED')
      WHERE n."id" IS NULL AND (t."recipientId" IS NOT NULL OR t."notificationId" IS NOT NULL)`,
    't."sequence"',
  ),
  none(
    'notification of which the log last says otherwise',
    `(SELECT "notificationId", MAX("sequence") AS "sequence" FROM "feed_log"
        WHERE "notificationId" IS NOT NULL GROUP BY "notificationId") AS newest
      JOIN "feed_log" AS l ON l."sequence" = newest."sequence"
      JOIN "notification" AS t ON t."id" = newest."notificationId"
      WHERE t."isVisible" = (l."change" = 'RETRACTED')`,
  ),
  none(
    'notification that is taken back more than once',
    `(SELECT "notificationId" AS "id" FROM "feed_log"
      WHERE "notificationId" IS NOT NULL AND "change" = 'RETRACTED'
      GROUP BY "notificationId" HAVING COUNT(*) > 1) AS t`,
  ),
  none(
    'account that has seen what is not its own',
    `"account" AS t WHERE t."seenNotificationId" <> 0 AND NOT EXISTS (SELECT 1 FROM "notification" AS n
      WHERE n."id" = t."seenNotificationId" AND n."recipientId" = t."profileId")`,
  ),
];
