import type { Row } from './columns';
import type { LogPosition } from './page';

/**
 * A page of a list in one statement and two steps: `inner` is a limited select on one table alone, so that the index
 * ends it early; the rest of each card is joined outside of it. The log's head is read beside it, so that the page and
 * the position from which a live feed continues it come from one snapshot.
 */
export function snapshotPage(parts: {
  inner: string;
  alias: string;
  joins: string;
  columns: string;
  order: string;
}): string {
  return `SELECT head."sequence" AS "head_sequence", head."mark" AS "head_mark", ${parts.columns}
    FROM "feed_log_head" AS head LEFT JOIN (${parts.inner}) AS ${parts.alias} ON TRUE
    ${parts.joins} ORDER BY ${parts.order}`;
}

/** The log's head beside a {@link snapshotPage}; an empty page has one row that holds nothing else. */
export function positionOf(rows: readonly Row[]): LogPosition {
  const [row] = rows;
  if (!row) throw new Error('The feed log has no head: the database was not migrated.');
  return { sequence: row.head_sequence as number, mark: row.head_mark as number };
}
