import { columnsOf, RowPart, type Row } from '../database/columns';
import type { ProfileRecord } from '../profiles/profile.record';

export interface SiteRecord {
  readonly kind: 'Site';
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
  readonly isRegistered: boolean;
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

const SITE_COLUMNS = ['id', 'url', 'title', 'isRegistered'];
const POST_COLUMNS = [
  ...['id', 'url', 'title', 'publishedAt', 'authorId'],
  ...['commentCount', 'listedCommentCount', 'favoriteCount'],
];

/** Columns of a post and its site, joined as `<alias>` and `<alias>Site`. */
export const postColumns = (alias: string): string =>
  `${columnsOf(alias, POST_COLUMNS)}, ${columnsOf(`${alias}Site`, SITE_COLUMNS)}`;

/** Joins a post's site to it, for {@link postColumns}. */
export const joinSite = (alias: string): string =>
  `LEFT JOIN "site" AS ${alias}Site ON ${alias}Site."id" = ${alias}."siteId"`;

export function readSite(row: Row, alias: string): SiteRecord | null {
  const part = RowPart.of(row, alias);
  if (!part) return null;
  return {
    kind: 'Site',
    id: part.number('id'),
    url: part.text('url'),
    title: part.textOrNull('title'),
    isRegistered: part.flag('isRegistered'),
  };
}

/** Reads what {@link postColumns} selected; null where an outer join found none. */
export function readPost(row: Row, alias: string): PostRecord | null {
  const part = RowPart.of(row, alias);
  const site = readSite(row, `${alias}Site`);
  if (!part || !site) return null;
  return {
    kind: 'Post',
    id: part.number('id'),
    url: part.text('url'),
    title: part.textOrNull('title'),
    publishedAt: part.numberOrNull('publishedAt'),
    authorId: part.numberOrNull('authorId'),
    site,
    commentCount: part.number('commentCount'),
    listedCommentCount: part.number('listedCommentCount'),
    favoriteCount: part.number('favoriteCount'),
  };
}

export const siteColumns = (alias: string): string => columnsOf(alias, SITE_COLUMNS);
