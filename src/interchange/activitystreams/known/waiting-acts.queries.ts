import { first, statement, type Queryable } from '../../../database/statement';

export interface WaitingRow {
  readonly id: number;
  readonly awaitedId: string;
  readonly act: string;
}

const byKey = statement<{ id: number }>(() => `SELECT "id" FROM "waiting_act" WHERE "key" = :key`);

/** Whether an act waits already. */
export async function isWaiting(on: Queryable, key: string): Promise<boolean> {
  return (await first(on, byKey, { key })) !== null;
}

const forId = statement<WaitingRow>(
  () => `SELECT "id", "awaitedId", "act" FROM "waiting_act"
    WHERE "awaitedId" = :awaitedId AND "id" > :after ORDER BY "id" LIMIT :limit`,
);

/** The acts that wait for an id, in the order in which they were told. */
export function actsWaitingFor(
  on: Queryable,
  awaitedId: string,
  page: { after: number; limit: number },
): Promise<WaitingRow[]> {
  return on.all(forId, { awaitedId, ...page });
}

const ready = statement<{ awaitedId: string }>(
  () => `SELECT DISTINCT w."awaitedId" FROM "waiting_act" AS w
    JOIN "foreign_object" AS f ON f."foreignId" = w."awaitedId"
    WHERE f."kind" IN ('COMMENT', 'POST') ORDER BY w."awaitedId"`,
);

/** The ids that are waited for though they are known: an import ended before it came to those acts. */
export async function idsThatArrived(on: Queryable): Promise<string[]> {
  const rows = await on.all(ready, {});
  return rows.map((row) => row.awaitedId);
}

const awaited = statement<{ awaitedId: string; count: number }>(
  () => `SELECT "awaitedId", count(*) AS "count" FROM "waiting_act"
    GROUP BY "awaitedId" ORDER BY min("id") LIMIT :limit`,
);
const all = statement<{ count: number }>(() => `SELECT count(*) AS "count" FROM "waiting_act"`);

/** How many acts wait, and for what: the first of those ids. */
export async function awaitedIds(
  on: Queryable,
  limit: number,
): Promise<{ total: number; first: { awaitedId: string; count: number }[] }> {
  const [row] = await on.all(all, {});
  return { total: row?.count ?? 0, first: await on.all(awaited, { limit }) };
}
