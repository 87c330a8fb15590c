import { bulkInsert } from '../database/bulk-insert';
import { first, statement, type Queryable } from '../database/statement';

export const insertIdentityRows = bulkInsert('identity', [
  ...(['id', 'profileId', 'kind', 'value', 'isDescribed'] as const),
]);

const newestIdentity = statement<{ id: number | null }>(
  () => `SELECT max("id") AS "id" FROM "identity"`,
);

/** Identities up to this id were there before an import began. */
export async function newestIdentityId(on: Queryable): Promise<number> {
  const row = await first(on, newestIdentity, {});
  return row?.id ?? 0;
}
