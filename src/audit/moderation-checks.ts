import { counted, none, type Check } from './check';

/** Reports, and the record of decisions, against the comments that they are about. */
export const MODERATION_CHECKS: readonly Check[] = [
  counted(
    'comment',
    'reportCount',
    'r."commentId"',
    '"comment_report" AS r WHERE NOT r."isSettled"',
  ),
  none(
    'report of an own comment',
    `"comment_report" AS r JOIN "comment" AS t ON t."id" = r."commentId"
      WHERE r."reporterId" = t."authorId"`,
  ),
  none(
    'comment whose status the record last says otherwise',
    `(SELECT "commentId", MAX("id") AS "id" FROM "moderation_decision"
        WHERE "subject" = 'COMMENT' GROUP BY "commentId") AS newest
      JOIN "moderation_decision" AS d ON d."id" = newest."id" JOIN "comment" AS t ON t."id" = d."commentId"
      WHERE d."after" <> t."status"`,
  ),
];
