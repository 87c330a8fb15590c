import type { AccountRole } from '../accounts/account.entity';
import { first, statement, type Queryable } from '../database/statement';
import { areAlike, gistOf, type Gist } from './gist';

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

/** Whether it is a moderator or administrator, whose words no rule holds. */
export const isModerator = (standing: Standing | null): boolean =>
  standing?.role === 'MODERATOR' || standing?.role === 'ADMINISTRATOR';

/** So many of somebody's newest comments are compared, and so much of each. */
const COMPARED = 50;
const COMPARED_CHARACTERS = 1_000;

const lately = statement<{ body: string }>(
  () => `SELECT SUBSTR(said."body", 1, ${COMPARED_CHARACTERS}) AS "body" FROM (
      SELECT c."id", c."body", COALESCE(c."editedAt", c."createdAt") AS "saidAt" FROM "comment" AS c
      WHERE c."authorId" = :authorId AND c."isVisible"
      ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${COMPARED}) AS said
    WHERE said."saidAt" > :since AND said."id" <> :except`,
);

/** How often somebody has said nearly the same lately, in other comments that are there for everyone. */
export async function repeatsOf(
  on: Queryable,
  { gist, ...of }: { authorId: number; gist: Gist; since: number; except: number },
): Promise<number> {
  const said = await on.all(lately, of);
  return said.filter(({ body }) => areAlike(gistOf(body), gist)).length;
}

const published = statement<{ id: number }>(
  () => `SELECT c."id" FROM "comment" AS c JOIN "post" AS p ON p."id" = c."postId"
    WHERE c."authorId" = :authorId AND c."isVisible" AND p."siteId" = :siteId AND c."id" <> :except LIMIT 1`,
);

/** Whether somebody has another comment on a site that is there for everyone. */
export async function isKnownOn(
  on: Queryable,
  of: { authorId: number; siteId: number; except: number },
): Promise<boolean> {
  return (await first(on, published, of)) !== null;
}
