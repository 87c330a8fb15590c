import { statement, type Queryable } from '../database/statement';

/** A site, as far as an import must know it. */
export interface SiteRow {
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
}

const sites = statement<SiteRow>(
  (sql) => `SELECT "id", "url", "title" FROM "site" WHERE ${sql.isOneOf('"url"', 'urls')}`,
);

export function sitesByUrls(on: Queryable, urls: readonly string[]): Promise<SiteRow[]> {
  return on.all(sites, { urls });
}
