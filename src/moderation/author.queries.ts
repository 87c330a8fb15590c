import type { AccountRole } from '../accounts/account.entity';
import { first, statement, type Queryable } from '../database/statement';

/** What is known of whoever comments. */
export interface Standing {
  /** Null, as all of the account, where they have none. */
  readonly role: AccountRole | null;
  readonly emailKey: string | null;
  readonly joinedAt: number | null;
  readonly commentCount: number;
}

const standing = statement<Standing>(
  () => `SELECT a."role", a."emailKey", a."createdAt" AS "joinedAt", p."commentCount" FROM "profile" AS p
    LEFT JOIN "account" AS a ON a."profileId" = p."id" WHERE p."id" = :authorId`,
);

export function standingOf(on: Queryable, authorId: number): Promise<Standing | null> {
  return first(on, standing, { authorId });
}

/** So many of somebody's newest comments are compared. */
const COMPARED = 100;

const same = statement<{ count: number }>(
  () => `SELECT COUNT(*) AS "count" FROM (SELECT c."id", c."body" FROM "comment" AS c
      WHERE c."authorId" = :authorId AND c."isVisible" AND c."createdAt" > :since
      ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${COMPARED}) AS lately
    WHERE lately."body" = :body AND lately."id" <> :except`,
);

/** How often somebody has said the same lately, in other comments that are there for everyone. */
export async function repeatsOf(
  on: Queryable,
  words: { authorId: number; body: string; since: number; except: number },
): Promise<number> {
  return (await first(on, same, words))?.count ?? 0;
}

const published = statement<{ id: number }>(
  () => `SELECT c."id" FROM "comment" AS c JOIN "post" AS p ON p."id" = c."postId"
    WHERE c."authorId" = :authorId AND c."isVisible" AND p."siteId" = :siteId LIMIT 1`,
);

/** Whether somebody has a comment on a site that is there for everyone. */
export async function isKnownOn(
  on: Queryable,
  of: { authorId: number; siteId: number },
): Promise<boolean> {
  return (await first(on, published, of)) !== null;
}
