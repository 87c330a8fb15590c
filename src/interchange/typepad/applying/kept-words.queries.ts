import { statement, type Queryable } from '../../../database/statement';
import type { SectionDraft } from '../reading/portion';

const headers = statement<{ postId: number; header: string }>(
  (sql) =>
    `SELECT "postId", "header" FROM "post_source" WHERE ${sql.isOneOf('"postId"', 'postIds')}`,
);

/** The heads of those posts, as they were written. */
export async function headersOf(
  on: Queryable,
  postIds: readonly number[],
): Promise<{ postId: number; header: string }[]> {
  return postIds.length === 0 ? [] : on.all(headers, { postIds });
}

const sections = statement<SectionDraft & { postId: number }>(
  (sql) => `SELECT "postId", "position", "section", "text" FROM "post_section"
    WHERE ${sql.isOneOf('"postId"', 'postIds')} AND ${sql.isOneOf('"position"', 'positions')}`,
);

/** What those posts have at some places. */
export async function sectionsAt(
  on: Queryable,
  postIds: readonly number[],
  positions: readonly number[],
): Promise<(SectionDraft & { postId: number })[]> {
  if (postIds.length === 0 || positions.length === 0) return [];
  return on.all(sections, { postIds, positions });
}

const places = statement<{ position: number; section: string; isSame: boolean | number }>(
  () => `SELECT "position", "section", "section" = :section AND "text" = :text AS "isSame"
    FROM "post_section" WHERE "postId" = :postId`,
);

/** Where a post has which sections, and whether one of them is the same. */
export function sectionPlaces(
  on: Queryable,
  words: { readonly postId: number; readonly section: string; readonly text: string },
): Promise<{ position: number; section: string; isSame: boolean | number }[]> {
  return on.all(places, words);
}
