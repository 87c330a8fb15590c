import { CARD_JOINS, commentCard, readCard } from '../comments/comment-card';
import type { CommentRecord } from '../comments/comment.record';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { positionOf, snapshotPage, type SnapshotRow } from '../database/snapshot-page';
import { first, statement, type Queryable } from '../database/statement';

/** As the index of it says. */
const WAITS = `c."deletedAt" IS NULL
  AND (c."status" = 'PENDING' OR (c."status" = 'PUBLISHED' AND c."reportCount" > 0))`;

/** Exported so that a test reads its plan. */
export const queueStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    snapshotPage({
      table: 'comment',
      columns: commentCard.text(sql),
      joins: CARD_JOINS,
      inner: `SELECT c."id" FROM "comment" AS c ${sql.throughIndex('comment_queue')}
        WHERE ${WAITS} AND ${inRange('c."createdAt"', 'c."id"')}
        ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit`,
      order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
    }),
  ),
);

/** Comments that wait for a decision, the newest first. */
export async function queuePage(on: Queryable, request: PageRequest): Promise<Page<CommentRecord>> {
  const query = queueStatement[directionOf(request, 'NEWEST_FIRST')];
  const rows = await on.all(query, rangeOf(request, 'NEWEST_FIRST'));
  const comments = rows.flatMap((row) => readCard(row) ?? []);
  const items = comments.map((item) => ({ item, key: { at: item.createdAt, id: item.id } }));
  return pageOf(request, items, positionOf(rows));
}

const length = statement<{ count: number }>(
  (sql) => `SELECT COUNT(*) AS "count" FROM "comment" AS c ${sql.throughIndex('comment_queue')}
    WHERE ${WAITS}`,
);

/** How many wait. */
export async function queueLength(on: Queryable): Promise<number> {
  return (await first(on, length, {}))?.count ?? 0;
}
