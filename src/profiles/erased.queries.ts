import { bulkUpdate } from '../database/bulk-update';
import { first, statement, type Queryable } from '../database/statement';
import { erasedKey, type ErasedKind } from './erased-key';

const keyRow = statement<{ digestKey: string; isAnyErased: boolean | number }>(
  () => `SELECT "digestKey", EXISTS (SELECT 1 FROM "identity" WHERE "kind" = 'ERASED') AS "isAnyErased"
    FROM "instance" WHERE "id" = 1`,
);

async function keyOf(on: Queryable): Promise<{ key: string; isAnyErased: boolean }> {
  const row = await first(on, keyRow, {});
  if (!row) throw new Error('The database has no key of its own: it was not migrated.');
  return { key: row.digestKey, isAnyErased: Boolean(row.isAnyErased) };
}

/** The database's own key, for digests of what is not to be kept. */
export async function digestKey(on: Queryable): Promise<string> {
  return (await keyOf(on)).key;
}

const among = statement<{ value: string }>(
  (sql) =>
    `SELECT "value" FROM "identity" WHERE "kind" = 'ERASED' AND ${sql.isOneOf('"value"', 'digests')}`,
);

/** Those of the values that a deleted profile was known by. */
export async function erasedAmong(
  on: Queryable,
  kind: ErasedKind,
  values: readonly string[],
): Promise<Set<string>> {
  if (values.length === 0) return new Set();
  const { key, isAnyErased } = await keyOf(on);
  if (!isAnyErased) return new Set();
  const byDigest = new Map(values.map((value) => [erasedKey(key, kind, value), value]));
  const rows = await on.all(among, { digests: [...byDigest.keys()] });
  return new Set(rows.flatMap((row) => byDigest.get(row.value) ?? []));
}

/** What an import knew somebody by. */
export interface KnownIdentity {
  readonly id: number;
  readonly kind: Exclude<ErasedKind, 'USERNAME'>;
  readonly value: string;
}

const identities = statement<KnownIdentity>(
  () => `SELECT "id", "kind", "value" FROM "identity"
    WHERE "profileId" = :profileId AND "kind" <> 'ERASED'`,
);

const names = statement<{ usernameKey: string }>(
  () => `SELECT "usernameKey" FROM "profile" WHERE "id" = :profileId
    UNION SELECT "usernameKey" FROM "profile_redirect" WHERE "profileId" = :profileId`,
);

const eraseRows = bulkUpdate('identity', ['id', 'value'], {
  kind: `'ERASED'`,
  value: 'given."value"',
  namedAt: 'NULL',
  linkedAt: 'NULL',
});

const insertName = statement<never>(
  () => `INSERT INTO "identity" ("profileId", "kind", "value", "isDescribed")
    VALUES (:profileId, 'ERASED', :digest, TRUE)`,
);

/** Makes digests of all that a profile is known by, its names included. @returns what its identities were */
export async function eraseIdentities(on: Queryable, profileId: number): Promise<KnownIdentity[]> {
  const { key } = await keyOf(on);
  const known = await on.all(identities, { profileId });
  await eraseRows(
    on,
    known.map(({ id, kind, value }) => ({ id, value: erasedKey(key, kind, value) })),
  );
  for (const { usernameKey } of await on.all(names, { profileId }))
    await on.all(insertName, { profileId, digest: erasedKey(key, 'USERNAME', usernameKey) });
  return known;
}
