import { statement, type Queryable } from '../database/statement';

export interface BlockPair {
  readonly blockerId: number;
  readonly blockedId: number;
}

const matching = statement<BlockPair>(
  (sql) => `SELECT "blockerId", "blockedId" FROM "block"
    WHERE ${sql.isOneOf('"blockedId"', 'blockedIds')} AND ${sql.isOneOf('"blockerId"', 'blockerIds')}`,
);

/** Every block by one of the blockers of one of the blocked. */
export function blocksBetween(
  on: Queryable,
  blockerIds: readonly number[],
  blockedIds: readonly number[],
): Promise<BlockPair[]> {
  return on.all(matching, { blockerIds, blockedIds });
}
