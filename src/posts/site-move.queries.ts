import { first, statement, type Queryable } from '../database/statement';
import type { SiteMove } from './site-move';

const moves = statement<SiteMove>(
  () =>
    `SELECT "address" AS "from", "movedTo" AS "to" FROM "site_address" WHERE "movedTo" IS NOT NULL`,
);

/** Every site that was said to have moved. There are as many as blogs. */
export function siteMoves(on: Queryable): Promise<SiteMove[]> {
  return on.all(moves, {});
}

const setMove = statement<never>(
  () => `INSERT INTO "site_address" ("address", "siteId", "movedTo") VALUES (:from, :siteId, :to)
    ON CONFLICT ("address") DO UPDATE SET "siteId" = excluded."siteId", "movedTo" = excluded."movedTo"`,
);

export async function setSiteMove(
  on: Queryable,
  { from, to, siteId }: SiteMove & { siteId: number },
): Promise<void> {
  await on.all(setMove, { from, to, siteId });
}

export interface StandingPost {
  readonly address: string;
  readonly postId: number;
  readonly url: string;
  readonly siteId: number;
}

const below = statement<StandingPost>(
  () => `SELECT a."address", a."postId", p."url", p."siteId" FROM "post_address" AS a
    JOIN "post" AS p ON p."id" = a."postId" WHERE a."address" > :after AND a."address" < :end
    ORDER BY a."address" LIMIT :limit`,
);

/** Posts that stood below an address, in the order of their own. */
export function postsBelow(
  on: Queryable,
  from: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<StandingPost[]> {
  // The character after "/" is "0".
  return on.all(below, { after: page.after ?? `${from}/`, end: `${from}0`, limit: page.limit });
}

const addresses = statement<{ address: string }>(() => `SELECT "address" FROM "site_address"`);

/** Where sites stood. There are as many as blogs. */
export async function siteAddresses(on: Queryable): Promise<string[]> {
  const rows = await on.all(addresses, {});
  return rows.map((row) => row.address);
}

const move = statement<never>(
  () => `UPDATE "post" SET "url" = :url, "siteId" = :siteId WHERE "id" = :postId`,
);

export async function movePost(
  on: Queryable,
  post: { readonly postId: number; readonly url: string; readonly siteId: number },
): Promise<void> {
  await on.all(move, { ...post });
}

const siteAt = statement<{ id: number }>(
  () => `SELECT "siteId" AS "id" FROM "site_address" WHERE "address" = :address
    UNION ALL SELECT "id" FROM "site" WHERE "url" IN ('https://' || :address, 'http://' || :address,
      'https://www.' || :address, 'http://www.' || :address) LIMIT 1`,
);

/** The id of the site that stands, or once stood, at an address (see old-address.ts). */
export async function siteIdOf(on: Queryable, address: string): Promise<number | null> {
  const row = await first(on, siteAt, { address });
  return row?.id ?? null;
}
