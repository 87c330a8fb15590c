import { randomInt } from 'node:crypto';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { first, statement, type Queryable } from '../database/statement';
import type { BlockListEffect, BlockListKind } from './block-list-entry.entity';
import type { ListedValue } from './block-list';

const MAX_VERSION = 2 ** 48 - 1;

export interface EntryRecord extends ListedValue {
  readonly kind: BlockListKind;
  readonly id: number;
  readonly effect: BlockListEffect;
  readonly createdAt: number;
}

const head = statement<{ version: number }>(
  () => `SELECT "version" FROM "block_list_head" WHERE "id" = 1`,
);

/** Differs after every change of the list. */
export async function blockListVersion(on: Queryable): Promise<number> {
  return (await first(on, head, {}))?.version ?? 0;
}

const move = statement<never>(
  () => `UPDATE "block_list_head" SET "version" = :version WHERE "id" = 1`,
);

/**
 * Keeps others from changing the list until the unit ends. Its version is drawn: one that is counted could be that of a
 * change that was undone, which somebody has seen.
 */
export async function moveBlockList(on: Queryable): Promise<void> {
  await on.all(move, { version: 1 + randomInt(MAX_VERSION) });
}

const COLUMNS = '"id", "kind", "value", "effect", "createdAt"';

const all = statement<EntryRecord>(() => `SELECT ${COLUMNS} FROM "block_list_entry"`);

export function allEntries(on: Queryable): Promise<EntryRecord[]> {
  return on.all(all, {});
}

const byIds = statement<EntryRecord>(
  (sql) => `SELECT ${COLUMNS} FROM "block_list_entry" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

export function entriesByIds(on: Queryable, ids: readonly number[]): Promise<EntryRecord[]> {
  return on.all(byIds, { ids });
}

const byValue = statement<EntryRecord>(
  () => `SELECT ${COLUMNS} FROM "block_list_entry" WHERE "kind" = :kind AND "value" = :value`,
);

export function entryOf(
  on: Queryable,
  entry: { kind: BlockListKind; value: string },
): Promise<EntryRecord | null> {
  return first(on, byValue, entry);
}

const size = statement<{ count: number }>(
  () => `SELECT COUNT(*) AS "count" FROM "block_list_entry"`,
);

export async function blockListSize(on: Queryable): Promise<number> {
  return (await first(on, size, {}))?.count ?? 0;
}

const list = twoWay((direction) =>
  statement<EntryRecord>(
    () => `SELECT ${COLUMNS} FROM "block_list_entry" AS e
      WHERE ${inRange('e."createdAt"', 'e."id"')}
      ORDER BY e."createdAt" ${direction}, e."id" ${direction} LIMIT :limit`,
  ),
);

/** The entries, the newest first. */
export async function entriesPage(on: Queryable, request: PageRequest): Promise<Page<EntryRecord>> {
  const query = list[directionOf(request, 'NEWEST_FIRST')];
  const rows = await on.all(query, rangeOf(request, 'NEWEST_FIRST'));
  const items = rows.map((item) => ({ item, key: { at: item.createdAt, id: item.id } }));
  return pageOf(request, items, null);
}
