import { none, type Check } from './check';

/** Comments and how they hang together. */
export const THREAD_CHECKS: readonly Check[] = [
  none(
    'deleted comment that keeps words',
    `"comment" AS t WHERE t."deletedAt" IS NOT NULL AND (t."body" <> '' OR t."bodyHtml" <> '')`,
  ),
  none(
    'reply on another post than what it replies to',
    `"comment" AS t JOIN "comment" AS p ON p."id" = t."inReplyToId" WHERE p."postId" <> t."postId"`,
  ),
  none(
    'favorite of a comment that was deleted',
    `"favorite" AS t JOIN "comment" AS c ON c."id" = t."commentId" WHERE c."deletedAt" IS NOT NULL`,
  ),
];
