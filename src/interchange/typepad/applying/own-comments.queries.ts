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
  /** In seconds since 1970. */
  readonly second: number;
}

const written = statement<OwnRow>((sql) => {
  // Seconds fit where instants do.
  const { from, values } = sql.jsonRows('moments', 'comment', ['postId', 'createdAt']);
  const [postId = '', second = ''] = values;
  return `SELECT c."postId", c."createdAt", c."bodyHtml", NULL AS "dateText"
    FROM (SELECT ${postId} AS "postId", ${second} AS "second" FROM ${from}) AS moment
      CROSS JOIN "comment" AS c LEFT JOIN "comment_source" AS s ON s."commentId" = c."id"
    WHERE c."postId" = moment."postId" AND c."createdAt" / 1000 = moment."second" AND c."isVisible" AND s."commentId" IS NULL`;
});

/** What people wrote here at those moments. */
export function writtenComments(on: Queryable, moments: readonly Moment[]): Promise<OwnRow[]> {
  return on.all(written, { moments: jsonRows(['postId', 'second'], moments) });
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
