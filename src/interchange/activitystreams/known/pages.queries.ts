import { first, statement, type Queryable } from '../../../database/statement';

/** What an import must know of a post that is there already. */
export interface PageRow {
  readonly id: number;
  readonly siteId: number;
  readonly url: string;
  readonly title: string | null;
  readonly authorId: number | null;
  readonly publishedAt: number | null;
}

const COLUMNS = '"id", "siteId", "url", "title", "authorId", "publishedAt"';

const byUrls = statement<PageRow>(
  (sql) => `SELECT ${COLUMNS} FROM "post" WHERE ${sql.isOneOf('"url"', 'urls')}`,
);

export function pagesByUrls(on: Queryable, urls: readonly string[]): Promise<PageRow[]> {
  return on.all(byUrls, { urls });
}

const byIds = statement<PageRow>(
  (sql) => `SELECT ${COLUMNS} FROM "post" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

export function pagesByIds(on: Queryable, ids: readonly number[]): Promise<PageRow[]> {
  return on.all(byIds, { ids });
}

export async function pageById(on: Queryable, id: number): Promise<PageRow | null> {
  const [page] = await pagesByIds(on, [id]);
  return page ?? null;
}

const withdrawn = statement<{ id: number }>(
  () =>
    `SELECT "id" FROM "activity" WHERE "postId" = :postId AND "type" = 'POST' AND NOT "isVisible" LIMIT 1`,
);

/** Whether its author has taken a post back. */
export async function isWithdrawn(on: Queryable, postId: number): Promise<boolean> {
  return (await first(on, withdrawn, { postId })) !== null;
}
