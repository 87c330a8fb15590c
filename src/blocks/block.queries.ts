import { first, statement, type Queryable } from '../database/statement';

export interface BlockPair {
  readonly blockerId: number;
  readonly blockedId: number;
}

/** Part of a statement: those who block somebody. @param blocked an expression for their number */
export const blockersOf = (blocked: string): string =>
  `SELECT b."blockerId" FROM "block" AS b WHERE b."blockedId" = ${blocked}`;

/** Part of a statement: those whom somebody blocks. @param blocker an expression for their number */
export const blockedBy = (blocker: string): string =>
  `SELECT b."blockedId" FROM "block" AS b WHERE b."blockerId" = ${blocker}`;

/** The unary plus keeps a list out of the choice of index: it is looked up in, not looked through. */
const fromBlockers = statement<BlockPair>(
  (sql) => `SELECT "blockerId", "blockedId" FROM "block"
    WHERE ${sql.isOneOf('"blockerId"', 'blockerIds')} AND ${sql.isOneOf('+"blockedId"', 'blockedIds')}`,
);
const fromBlocked = statement<BlockPair>(
  (sql) => `SELECT "blockerId", "blockedId" FROM "block"
    WHERE ${sql.isOneOf('"blockedId"', 'blockedIds')} AND ${sql.isOneOf('+"blockerId"', 'blockerIds')}`,
);

/** Every block by one of the blockers of one of the blocked, from the smaller side. */
export function blocksBetween(
  on: Queryable,
  blockerIds: readonly number[],
  blockedIds: readonly number[],
): Promise<BlockPair[]> {
  const matching = blockerIds.length < blockedIds.length ? fromBlockers : fromBlocked;
  return on.all(matching, { blockerIds, blockedIds });
}

const instant = statement<{ blockedAt: number }>(
  () =>
    `SELECT "blockedAt" FROM "block" WHERE "blockerId" = :blockerId AND "blockedId" = :blockedId`,
);

/** Since when one profile blocks another; null where it does not. */
export async function blockedSince(
  on: Queryable,
  { blockerId, blockedId }: BlockPair,
): Promise<number | null> {
  return (await first(on, instant, { blockerId, blockedId }))?.blockedAt ?? null;
}

/** Those of the people who block the viewer. */
export async function blockersAmong(
  on: Queryable,
  viewerId: number,
  people: readonly number[],
): Promise<Set<number>> {
  const blocks = await blocksBetween(on, people, [viewerId]);
  return new Set(blocks.map((block) => block.blockerId));
}

/** Those of the people whom the viewer blocks. */
export async function blockedAmong(
  on: Queryable,
  viewerId: number,
  people: readonly number[],
): Promise<Set<number>> {
  const blocks = await blocksBetween(on, [viewerId], people);
  return new Set(blocks.map((block) => block.blockedId));
}
