import { bulkInsert } from '../../../database/bulk-insert';
import { first, statement, type Queryable } from '../../../database/statement';

const known = statement<{ key: string }>(
  (sql) => `SELECT "key" FROM "comment_source" WHERE ${sql.isOneOf('"key"', 'keys')}`,
);

/** Which of those comments are there already. */
export async function knownCommentKeys(
  on: Queryable,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await on.all(known, { keys });
  return new Set(rows.map((row) => row.key));
}

export const insertCommentSourceRows = bulkInsert('comment_source', [
  ...(['commentId', 'key', 'identityId', 'position', 'keys'] as const),
  ...(['name', 'email', 'ip', 'url', 'dateText'] as const),
]);

export const insertPostSourceRows = bulkInsert('post_source', [
  ...(['postId', 'address', 'file', 'dateText', 'header'] as const),
]);

export const insertPostSectionRows = bulkInsert('post_section', [
  ...(['postId', 'position', 'section', 'text'] as const),
]);

const withdrawn = statement<{ id: number }>(
  () => `SELECT p."id" FROM "post" AS p WHERE p."id" = :postId AND p."title" IS NULL AND p."body" IS NULL AND EXISTS
    (SELECT 1 FROM "activity" AS a WHERE a."postId" = p."id" AND a."type" = 'POST' AND NOT a."isVisible")`,
);

/** Whether the author of a post has deleted it, and nothing has described it since. */
export async function isWithdrawn(on: Queryable, postId: number): Promise<boolean> {
  return (await first(on, withdrawn, { postId })) !== null;
}

const siteAddresses = statement<{ address: string; siteId: number }>(
  (sql) =>
    `SELECT "address", "siteId" FROM "site_address" WHERE ${sql.isOneOf('"address"', 'addresses')}`,
);

/** The ids of the sites that stood at those addresses, by address. */
export async function siteIdsByAddresses(
  on: Queryable,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const rows = await on.all(siteAddresses, { addresses });
  return new Map(rows.map((row) => [row.address, row.siteId]));
}

const unsourced = statement<{ id: number; url: string; hasSource: boolean | number }>(
  (sql) => `SELECT p."id", p."url", s."postId" IS NOT NULL AS "hasSource" FROM "post" AS p
    LEFT JOIN "post_source" AS s ON s."postId" = p."id" WHERE ${sql.isOneOf('p."url"', 'urls')}`,
);

/** The posts at those addresses, and whether an import described them. @param urls normalised */
export async function postsAt(
  on: Queryable,
  urls: readonly string[],
): Promise<Map<string, { id: number; hasSource: boolean }>> {
  if (urls.length === 0) return new Map();
  const rows = await on.all(unsourced, { urls });
  return new Map(
    rows.map(({ id, url, hasSource }) => [url, { id, hasSource: Boolean(hasSource) }]),
  );
}
