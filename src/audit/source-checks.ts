import { none, type Check } from './check';

const TOLD = ['keys', 'name', 'email', 'ip', 'url', 'dateText'].map((column) => `t."${column}"`);

/** What imports keep of Typepad exports, against what they made. */
export const SOURCE_CHECKS: readonly Check[] = [
  none(
    'deleted comment whose source tells who signed it',
    `"comment_source" AS t JOIN "comment" AS c ON c."id" = t."commentId"
      WHERE c."deletedAt" IS NOT NULL AND ${TOLD.join(' || ')} <> ''`,
    't."commentId"',
  ),
  none(
    'withdrawn post of which words are kept',
    `"post_section" AS t JOIN "post" AS p ON p."id" = t."postId" JOIN "activity" AS a ON a."postId" = t."postId"
      WHERE p."title" IS NULL AND p."body" IS NULL AND a."type" = 'POST' AND NOT a."isVisible"`,
    't."postId"',
  ),
  none(
    'source of a comment by somebody who is not known so',
    `"comment_source" AS t JOIN "identity" AS i ON i."id" = t."identityId"
      JOIN "comment" AS c ON c."id" = t."commentId" WHERE i."profileId" <> c."authorId"`,
    't."commentId"',
  ),
  none(
    'imported comment on a post without a source',
    `"comment_source" AS t JOIN "comment" AS c ON c."id" = t."commentId"
      LEFT JOIN "post_source" AS s ON s."postId" = c."postId" WHERE s."postId" IS NULL`,
    't."commentId"',
  ),
  none(
    'imported post that does not answer to its old address',
    `"post_source" AS t LEFT JOIN "post_address" AS a ON a."address" = t."address" AND a."postId" = t."postId"
      WHERE a."address" IS NULL`,
    't."postId"',
  ),
];
