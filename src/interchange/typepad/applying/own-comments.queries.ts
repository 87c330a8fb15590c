import { jsonRows } from '../../../database/json-rows';
import { statement, type Queryable } from '../../../database/statement';

/** A comment that an export writes otherwise than an import could have brought it. */
export interface OwnRow {
  readonly postId: number;
  readonly createdAt: number;
  readonly bodyHtml: string;
  /** Null where people wrote it here; else it was edited here. */
  readonly dateText: string | null;
}

/** A second of a post, in which something may have been said. */
export interface Moment {
  readonly postId: number;
  /** Its first millisecond. */
  readonly createdAt: number;
}

const COLUMNS = ['postId', 'createdAt'] as const;

const written = statement<OwnRow>((sql) => {
  const { from, values } = sql.jsonRows('moments', 'comment', COLUMNS);
  const given = COLUMNS.map((column, index) => `${values[index]} AS "${column}"`).join(', ');
  return `SELECT c."postId", c."createdAt", c."bodyHtml", NULL AS "dateText"
    FROM (SELECT ${given} FROM ${from}) AS moment
      CROSS JOIN "comment" AS c LEFT JOIN "comment_source" AS s ON s."commentId" = c."id"
    WHERE c."postId" = moment."postId"
      AND c."createdAt" BETWEEN moment."createdAt" AND moment."createdAt" + 999
      AND c."isVisible" AND s."commentId" IS NULL`;
});

/** What people wrote here at those moments. */
export function writtenComments(on: Queryable, moments: readonly Moment[]): Promise<OwnRow[]> {
  return on.all(written, { moments: jsonRows(COLUMNS, moments) });
}

const edited = statement<OwnRow>(
  (sql) => `SELECT c."postId", c."createdAt", c."bodyHtml", s."dateText"
    FROM "comment" AS c ${sql.throughIndex('comment_edited')}
      JOIN "comment_source" AS s ON s."commentId" = c."id"
    WHERE ${sql.isOneOf('c."postId"', 'postIds')} AND c."editedAt" IS NOT NULL AND c."isVisible"
      AND ${sql.isOneOf('s."dateText"', 'dateTexts')}`,
);

/** What was imported, on some posts, with some dates, and has been edited here. */
export function editedComments(
  on: Queryable,
  wanted: { readonly postIds: readonly number[]; readonly dateTexts: readonly string[] },
): Promise<OwnRow[]> {
  return on.all(edited, wanted);
}
