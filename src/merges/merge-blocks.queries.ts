import { statement, type Queryable } from '../database/statement';
import type { MergePair } from './merge-follows.queries';

const endBetween = statement<never>(
  () => `DELETE FROM "block" WHERE ("blockerId" = :fromId AND "blockedId" = :intoId)
    OR ("blockerId" = :intoId AND "blockedId" = :fromId)`,
);

const side = (own: string, other: string) => [
  statement<never>(
    () => `UPDATE "block" SET "blockedAt" = b."blockedAt" FROM "block" AS b
      WHERE "block"."${own}" = :intoId AND b."${own}" = :fromId AND b."${other}" = "block"."${other}"
        AND b."blockedAt" < "block"."blockedAt"`,
  ),
  statement<never>(
    () => `DELETE FROM "block" WHERE "${own}" = :fromId
      AND "${other}" IN (SELECT k."${other}" FROM "block" AS k WHERE k."${own}" = :intoId)`,
  ),
  statement<never>(() => `UPDATE "block" SET "${own}" = :intoId WHERE "${own}" = :fromId`),
];

const statements = [
  endBetween,
  ...side('blockerId', 'blockedId'),
  ...side('blockedId', 'blockerId'),
];

/** Gives one profile's blocks, both ways, to the other. Those between the two end; of two that become one the earlier stays. */
export async function moveBlocks(on: Queryable, pair: MergePair): Promise<void> {
  for (const statement of statements) await on.all(statement, { ...pair });
}
