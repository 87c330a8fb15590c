import type { PackedRow } from './columns';
import type { LogPosition } from './page';

/** A row of a {@link snapshotPage}. */
export interface SnapshotRow extends PackedRow {
  readonly headSequence: number;
  readonly headMark: number;
}

/**
 * A page of a list in one statement and two steps: `inner` is a limited select of ids from one table alone, so that an
 * index in the list's order tells them and ends early; the rows and the rest of each card are joined outside of it. The
 * log's head is read beside it, so that the page and the position from which a live feed continues it come from one
 * snapshot.
 */
export function snapshotPage(parts: {
  inner: string;
  table: string;
  joins: string;
  columns: string;
  order: string;
}): string {
  const { inner, table, joins, columns, order } = parts;
  return `SELECT head."sequence" AS "headSequence", head."mark" AS "headMark", ${columns}
    FROM "feed_log_head" AS head LEFT JOIN (${inner}) AS listed ON TRUE
    LEFT JOIN "${table}" AS ${table} ON ${table}."id" = listed."id"
    ${joins} ORDER BY ${order}`;
}

/** The log's head beside a {@link snapshotPage}; an empty page has one row that holds nothing else. */
export function positionOf(rows: readonly SnapshotRow[]): LogPosition {
  const [row] = rows;
  if (!row) throw new Error('The feed log has no head: the database was not migrated.');
  return { sequence: row.headSequence, mark: row.headMark };
}
