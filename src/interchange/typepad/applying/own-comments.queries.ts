import { statement, type Queryable } from '../../../database/statement';

/** A comment that an export writes otherwise than an import could have brought it. */
export interface OwnRow {
  readonly postId: number;
  readonly createdAt: number;
  readonly bodyHtml: string;
  /** Null where people wrote it here; else it was edited here. */
  readonly dateText: string | null;
}

const own = statement<OwnRow>(
  (sql) => `SELECT c."postId", c."createdAt", c."bodyHtml", s."dateText"
    FROM "comment" AS c LEFT JOIN "comment_source" AS s ON s."commentId" = c."id"
    WHERE ${sql.isOneOf('c."postId"', 'postIds')} AND c."createdAt" BETWEEN :from AND :to AND c."isVisible" AND (
      (s."commentId" IS NULL AND ${sql.isOneOf('c."createdAt" / 1000', 'seconds')})
      OR (c."editedAt" IS NOT NULL AND ${sql.isOneOf('s."dateText"', 'dateTexts')}))`,
);

/**
 * What people wrote or edited here, on some posts, of some dates.
 * @param wanted `from` and `to`: between when it was written, in milliseconds since 1970
 */
export function ownComments(
  on: Queryable,
  wanted: {
    readonly postIds: readonly number[];
    readonly seconds: readonly number[];
    readonly dateTexts: readonly string[];
    readonly from: number;
    readonly to: number;
  },
): Promise<OwnRow[]> {
  return on.all(own, wanted);
}
