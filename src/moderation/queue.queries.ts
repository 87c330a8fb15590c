import { CARD_JOINS, commentCard, readCard } from '../comments/comment-card';
import type { CommentStatus } from '../comments/comment.entity';
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
import type { Dialect } from '../database/dialect';
import { first, statement, type Queryable } from '../database/statement';

/** What is asked for of all that moderators may have to decide. */
export interface QueueFilter {
  /** Null for what waits: what is pending, and what was reported. */
  readonly status: CommentStatus | null;
  /** Null for all sites. */
  readonly siteId: number | null;
}

interface Source {
  readonly where: string;
  readonly index: string;
}

/** As the index of it says. */
const WAITS = `c."deletedAt" IS NULL
  AND (c."status" = 'PENDING' OR (c."status" = 'PUBLISHED' AND c."reportCount" > 0))`;

const hidden = (status: CommentStatus): Source => ({
  where: `c."status" = '${status}' AND NOT c."isVisible" AND c."deletedAt" IS NULL`,
  index: 'comment_hidden',
});

const sources: Record<CommentStatus | 'WAITING', Source> = {
  WAITING: { where: WAITS, index: 'comment_queue' },
  PUBLISHED: { where: `${WAITS} AND c."status" = 'PUBLISHED'`, index: 'comment_queue' },
  PENDING: hidden('PENDING'),
  SPAM: hidden('SPAM'),
  REMOVED: hidden('REMOVED'),
};

const ON_SITE = `AND EXISTS
  (SELECT 1 FROM "post" AS p WHERE p."id" = c."postId" AND p."siteId" = :siteId)`;

const from = ({ where, index }: Source, onSite: string, sql: Dialect): string =>
  `FROM "comment" AS c ${sql.throughIndex(index)} WHERE ${where} ${onSite}`;

const pages = (source: Source, onSite: string) =>
  twoWay((direction) =>
    statement<SnapshotRow>((sql) =>
      snapshotPage({
        table: 'comment',
        columns: commentCard.text(sql),
        joins: CARD_JOINS,
        inner: `SELECT c."id" ${from(source, onSite, sql)} AND ${inRange('c."createdAt"', 'c."id"')}
          ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit`,
        order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
      }),
    ),
  );

const length = (source: Source, onSite: string) =>
  statement<{ count: number }>((sql) => `SELECT COUNT(*) AS "count" ${from(source, onSite, sql)}`);

const queueOf = (source: Source) => ({
  all: { pages: pages(source, ''), length: length(source, '') },
  ofSite: { pages: pages(source, ON_SITE), length: length(source, ON_SITE) },
});

/** Exported so that a test reads their plans. */
export const queueStatements = {
  WAITING: queueOf(sources.WAITING),
  PUBLISHED: queueOf(sources.PUBLISHED),
  PENDING: queueOf(sources.PENDING),
  SPAM: queueOf(sources.SPAM),
  REMOVED: queueOf(sources.REMOVED),
};

function statementsFor({ status, siteId }: QueueFilter) {
  const queue = queueStatements[status ?? 'WAITING'];
  return siteId === null
    ? { ...queue.all, parameters: {} }
    : { ...queue.ofSite, parameters: { siteId } };
}

/** Comments that wait for a decision, or that stand in one way, the newest first. */
export async function queuePage(
  on: Queryable,
  filter: QueueFilter,
  request: PageRequest,
): Promise<Page<CommentRecord>> {
  const queue = statementsFor(filter);
  const query = queue.pages[directionOf(request, 'NEWEST_FIRST')];
  const rows = await on.all(query, { ...queue.parameters, ...rangeOf(request, 'NEWEST_FIRST') });
  const comments = rows.flatMap((row) => readCard(row) ?? []);
  const items = comments.map((item) => ({ item, key: { at: item.createdAt, id: item.id } }));
  return pageOf(request, items, positionOf(rows));
}

/** How many there are of those. */
export async function queueLength(on: Queryable, filter: QueueFilter): Promise<number> {
  const queue = statementsFor(filter);
  return (await first(on, queue.length, queue.parameters))?.count ?? 0;
}
