import type { Cells } from '../database/columns';
import type { ProfileRecord } from '../profiles/profile.record';

export interface SiteRecord {
  readonly kind: 'Site';
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
  readonly isRegistered: boolean;
  /** Whether the first comment of everybody waits for a moderator. */
  readonly holdsFirstComments: boolean;
  /** For how many days a post takes comments; null for ever. */
  readonly closesAfterDays: number | null;
}

/** A post with its site. Its author comes along where the statement joined them. */
export interface PostRecord {
  readonly kind: 'Post';
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
  readonly publishedAt: number | null;
  readonly authorId: number | null;
  readonly author?: ProfileRecord | null;
  readonly site: SiteRecord;
  /** Visible comments at every depth. */
  readonly commentCount: number;
  /** Listed comments in reply to none. */
  readonly listedCommentCount: number;
  readonly favoriteCount: number;
}

export const SITE_COLUMNS = [
  ...['id', 'url', 'title', 'isRegistered', 'holdsFirstComments', 'closesAfterDays'],
];

export const POST_COLUMNS = [
  ...['id', 'url', 'title', 'publishedAt', 'authorId'],
  ...['commentCount', 'listedCommentCount', 'favoriteCount'],
];

/** Joins the site of a post, for {@link readPost}. */
export const joinSite = (post: string, site: string): string =>
  `LEFT JOIN "site" AS ${site} ON ${site}."id" = ${post}."siteId"`;

/** {@link SITE_COLUMNS} as they come: SQLite has no booleans and gives 0 or 1. */
type SiteCells = readonly [
  id: number,
  url: string,
  title: string | null,
  isRegistered: boolean | number,
  holdsFirstComments: boolean | number,
  closesAfterDays: number | null,
];

/** Reads {@link SITE_COLUMNS}; null where an outer join found none. */
export function readSite(cells: Cells | null): SiteRecord | null {
  if (!cells) return null;
  const row = cells as SiteCells;
  return {
    kind: 'Site',
    id: row[0],
    url: row[1],
    title: row[2],
    isRegistered: Boolean(row[3]),
    holdsFirstComments: Boolean(row[4]),
    closesAfterDays: row[5],
  };
}

type PostCells = readonly [
  ...[id: number, url: string, title: string | null],
  ...[publishedAt: number | null, authorId: number | null],
  ...[commentCount: number, listedCommentCount: number, favoriteCount: number],
];

/** Reads {@link POST_COLUMNS} and those of the post's site; null where an outer join found none. */
export function readPost(cells: Cells | null, siteCells: Cells | null): PostRecord | null {
  const site = readSite(siteCells);
  if (!cells || !site) return null;
  const row = cells as PostCells;
  return {
    kind: 'Post',
    id: row[0],
    url: row[1],
    title: row[2],
    publishedAt: row[3],
    authorId: row[4],
    site,
    commentCount: row[5],
    listedCommentCount: row[6],
    favoriteCount: row[7],
  };
}
