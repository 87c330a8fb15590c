import type { PackedRow } from '../database/columns';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { statement, type Queryable } from '../database/statement';
import { readReport, REPORT_JOIN, reportCard, type ReportRecord } from './report.record';

const byIds = statement<PackedRow>(
  (sql) => `SELECT ${reportCard.text(sql)} FROM "comment_report" AS report ${REPORT_JOIN}
    WHERE ${sql.isOneOf('report."id"', 'ids')}`,
);

export async function reportsByIds(on: Queryable, ids: readonly number[]): Promise<ReportRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readReport(row) ?? []);
}

const pages = twoWay((direction) =>
  statement<PackedRow>((sql) => {
    const listed = sql.firstOfEach({
      parent: sql.rowsOf('commentIds', 'parent'),
      table: '"comment_report"',
      child: 'listed',
      where: `listed."commentId" = parent.value AND ${inRange('listed."reportedAt"', 'listed."id"')}`,
      order: `listed."reportedAt" ${direction}, listed."id" ${direction}`,
      limit: ':limit',
    });
    return `SELECT ${reportCard.text(sql)} FROM "comment_report" AS report ${REPORT_JOIN}
      WHERE report."id" IN (SELECT listed."id" FROM ${listed})
      ORDER BY report."reportedAt" ${direction}, report."id" ${direction}`;
  }),
);

/** The reports of each of those comments, settled ones too, the newest first: a page for each, all in one statement. */
export async function reportPages(
  on: Queryable,
  commentIds: readonly number[],
  request: PageRequest,
): Promise<Page<ReportRecord>[]> {
  const query = pages[directionOf(request, 'NEWEST_FIRST')];
  const rows = await on.all(query, { commentIds, ...rangeOf(request, 'NEWEST_FIRST') });
  const reports = rows.flatMap((row) => readReport(row) ?? []);
  const keyed = reports.map((item) => ({ item, key: { at: item.reportedAt, id: item.id } }));
  return commentIds.map((id) => {
    const items = keyed.filter(({ item }) => item.commentId === id);
    return pageOf(request, items, null);
  });
}
