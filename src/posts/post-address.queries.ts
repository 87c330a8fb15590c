import { bulkInsert } from '../database/bulk-insert';
import { statement, type Queryable } from '../database/statement';

const byAddresses = statement<{ address: string; postId: number }>(
  (sql) =>
    `SELECT "address", "postId" FROM "post_address" WHERE ${sql.isOneOf('"address"', 'addresses')}`,
);

/** The ids of the posts that once stood at those addresses, by address. */
export async function postIdsByAddresses(
  on: Queryable,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  if (addresses.length === 0) return new Map();
  const rows = await on.all(byAddresses, { addresses });
  return new Map(rows.map((row) => [row.address, row.postId]));
}

/** Where a post stood, and where it stands. */
export interface MovedPost {
  readonly address: string;
  readonly url: string;
  readonly title: string | null;
}

const COLUMNS = `a."address", p."url", p."title"`;
const FROM = `"post_address" AS a JOIN "post" AS p ON p."id" = a."postId"`;

const atAddress = statement<MovedPost>(
  () => `SELECT ${COLUMNS} FROM ${FROM} WHERE a."address" = :address`,
);

/** The post that once stood at an address. */
export function postsAtAddress(on: Queryable, address: string): Promise<MovedPost[]> {
  return on.all(atAddress, { address });
}

const atPath = statement<MovedPost>(
  () => `SELECT ${COLUMNS} FROM ${FROM} WHERE a."path" = :path ORDER BY a."address" LIMIT :limit`,
);

/** The posts that once stood at a path, on whatever site. */
export function postsAtPath(on: Queryable, path: string, limit: number): Promise<MovedPost[]> {
  return on.all(atPath, { path, limit });
}

export const insertPostAddressRows = bulkInsert('post_address', ['address', 'path', 'postId']);
