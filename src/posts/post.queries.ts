import { bulkInsert } from '../database/bulk-insert';
import { bulkUpdate } from '../database/bulk-update';
import { SelectList, type PackedRow } from '../database/columns';
import type { Dialect } from '../database/dialect';
import { first, statement, type Queryable } from '../database/statement';
import { PROFILE_COLUMNS, readProfile } from '../profiles/profile.record';
import { oldAddressOf } from './old-address';
import { postIdsByAddresses } from './post-address.queries';
import { siteUrlsOf } from './post-url';
import {
  joinSite,
  POST_COLUMNS,
  readPost,
  readSite,
  SITE_COLUMNS,
  type PostRecord,
  type SiteRecord,
} from './post.record';

const wholePost = new SelectList({
  post: POST_COLUMNS,
  site: SITE_COLUMNS,
  author: PROFILE_COLUMNS,
});

const select = (sql: Dialect) => `SELECT ${wholePost.text(sql)}
  FROM "post" AS post ${joinSite('post', 'site')}
  LEFT JOIN "profile" AS author ON author."id" = post."authorId"`;

const byUrl = statement<PackedRow>((sql) => `${select(sql)} WHERE post."url" = :url`);
const byIds = statement<PackedRow>(
  (sql) => `${select(sql)} WHERE ${sql.isOneOf('post."id"', 'ids')}`,
);

function readWhole(row: PackedRow): PostRecord | null {
  const parts = wholePost.read(row);
  const post = readPost(parts.post, parts.site);
  return post && { ...post, author: readProfile(parts.author) };
}

/** The post at an address, or that once stood there. @param url normalised */
export async function postByUrl(on: Queryable, url: string): Promise<PostRecord | null> {
  const row = await first(on, byUrl, { url });
  if (row) return readWhole(row);
  const id = (await postIdsByOldUrls(on, [url])).get(url);
  return id === undefined ? null : postById(on, id);
}

export async function postsByIds(on: Queryable, ids: readonly number[]): Promise<PostRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readWhole(row) ?? []);
}

export async function postById(on: Queryable, id: number): Promise<PostRecord | null> {
  const [post] = await postsByIds(on, [id]);
  return post ?? null;
}

const idsByUrls = statement<{ id: number; url: string }>(
  (sql) => `SELECT "id", "url" FROM "post" WHERE ${sql.isOneOf('"url"', 'urls')}`,
);

/** The ids of the posts that stand at those normalised URLs, by URL. */
export async function postIdsAtUrls(
  on: Queryable,
  urls: readonly string[],
): Promise<Map<string, number>> {
  const rows = await on.all(idsByUrls, { urls });
  return new Map(rows.map((row) => [row.url, row.id]));
}

/** The ids of the posts that stand, or once stood, at those normalised URLs, by URL. */
export async function postIdsByUrls(
  on: Queryable,
  urls: readonly string[],
): Promise<Map<string, number>> {
  const ids = await postIdsAtUrls(on, urls);
  const unknown = urls.filter((url) => !ids.has(url));
  return new Map([...ids, ...(await postIdsByOldUrls(on, unknown))]);
}

/** The ids of the posts that once stood at those normalised URLs, by URL. */
export async function postIdsByOldUrls(
  on: Queryable,
  urls: readonly string[],
): Promise<Map<string, number>> {
  const addresses = new Map(urls.map((url) => [url, oldAddressOf(url)?.address ?? url]));
  const ids = await postIdsByAddresses(on, [...new Set(addresses.values())]);
  return new Map(
    [...addresses].flatMap(([url, address]) => {
      const id = ids.get(address);
      return id === undefined ? [] : [[url, id] as const];
    }),
  );
}

const siteList = new SelectList({ site: SITE_COLUMNS });

const sitesByIds = statement<PackedRow>(
  (sql) =>
    `SELECT ${siteList.text(sql)} FROM "site" AS site WHERE ${sql.isOneOf('site."id"', 'ids')}`,
);

export async function siteRecordsByIds(
  on: Queryable,
  ids: readonly number[],
): Promise<SiteRecord[]> {
  const rows = await on.all(sitesByIds, { ids });
  return rows.flatMap((row) => readSite(siteList.read(row).site) ?? []);
}

const lockOne = statement<{ id: number }>(
  (sql) => `SELECT "id" FROM "site" WHERE "id" = :id ${sql.forUpdate}`,
);

/** Reads a site and keeps others from changing it until the unit ends; null where there is none. */
export async function lockSite(on: Queryable, id: number): Promise<SiteRecord | null> {
  const isThere = (await first(on, lockOne, { id })) !== null;
  const [site] = isThere ? await siteRecordsByIds(on, [id]) : [];
  return site ?? null;
}

const registered = statement<{ url: string }>(
  (sql) => `SELECT "url" FROM "site" WHERE "isRegistered" AND ${sql.isOneOf('"url"', 'urls')}`,
);

/** Which of those pages are below the address of a registered site. @param urls normalised */
export async function belowRegisteredSites(
  on: Queryable,
  urls: readonly string[],
): Promise<Set<string>> {
  const rows = await on.all(registered, { urls: [...new Set(urls.flatMap(siteUrlsOf))] });
  const sites = new Set(rows.map((row) => row.url));
  return new Set(urls.filter((url) => siteUrlsOf(url).some((site) => sites.has(site))));
}

const siteOf = statement<PackedRow>(
  (
    sql,
  ) => `SELECT ${siteList.text(sql)} FROM "site" AS site WHERE ${sql.isOneOf('site."url"', 'urls')}
    ORDER BY length(site."url") DESC LIMIT 1`,
);

/** The most particular known site at one of those addresses. */
export async function siteAtOneOf(
  on: Queryable,
  urls: readonly string[],
): Promise<SiteRecord | null> {
  const row = await first(on, siteOf, { urls });
  return row && readSite(siteList.read(row).site);
}

const name = statement<never>(
  () => `UPDATE "post" SET "title" = :title WHERE "id" = :id AND "title" IS NULL`,
);

/** A post that is known by its address alone gets the title that somebody names. */
export async function nameUntitled(on: Queryable, id: number, title: string): Promise<void> {
  await on.all(name, { id, title });
}

const changeCounts = statement<never>(
  () => `UPDATE "post" SET "commentCount" = "commentCount" + :visible,
    "listedCommentCount" = "listedCommentCount" + :listed WHERE "id" = :id`,
);

/** Adds to a post's counts, in the unit that changes its comments. */
export async function addToPostCounts(
  on: Queryable,
  id: number,
  change: { visible: number; listed: number },
): Promise<void> {
  await on.all(changeCounts, { id, ...change });
}

/** Adds what is given to the counts of each of those posts. */
export const addToPostsCounts = bulkUpdate('post', ['id', 'commentCount', 'listedCommentCount'], {
  commentCount: `"post"."commentCount" + given."commentCount"`,
  listedCommentCount: `"post"."listedCommentCount" + given."listedCommentCount"`,
});

/** Inserts posts that nobody has commented on, under ids that were reserved for them. */
export const insertPostRows = bulkInsert(
  'post',
  ['id', 'siteId', 'authorId', 'url', 'title', 'body', 'bodyFormat', 'publishedAt'],
  { commentCount: '0', listedCommentCount: '0', favoriteCount: '0' },
);

const changeFavorites = statement<never>(
  () => `UPDATE "post" SET "favoriteCount" = "favoriteCount" + :change WHERE "id" = :id`,
);

export async function addToPostFavorites(on: Queryable, id: number, change: number): Promise<void> {
  await on.all(changeFavorites, { id, change });
}

const lock = statement<{ id: number; authorId: number | null }>(
  (sql) => `SELECT "id", "authorId" FROM "post" WHERE "id" = :id ${sql.forUpdate}`,
);

/** Keeps others from changing a post until the unit ends; null where there is none. */
export function lockPost(
  on: Queryable,
  id: number,
): Promise<{ id: number; authorId: number | null } | null> {
  return first(on, lock, { id });
}

const oldest = statement<{ id: number; at: number | null }>(
  (
    sql,
  ) => `SELECT p."id", (SELECT MIN(c."createdAt") FROM "comment" AS c ${sql.throughIndex('comment_post')}
      WHERE c."postId" = p."id" AND c."createdAt" / 1000 = (
        SELECT o."createdAt" / 1000 FROM "comment" AS o ${sql.throughIndex('comment_post')}
        WHERE o."postId" = p."id" ORDER BY o."createdAt" / 1000 LIMIT 1)) AS "at"
    FROM "post" AS p WHERE ${sql.isOneOf('p."id"', 'ids')}`,
);

/**
 * When the oldest comment on each of those posts was written, whatever has become of it. It is looked for by the second,
 * as the index has it.
 */
export function firstComments(
  on: Queryable,
  ids: readonly number[],
): Promise<{ id: number; at: number | null }[]> {
  return on.all(oldest, { ids });
}

const newest = statement<{ id: number | null }>(() => `SELECT max("id") AS "id" FROM "post"`);

/** The greatest id that a post has; 0 where there is none. */
export async function newestPostId(on: Queryable): Promise<number> {
  return (await first(on, newest, {}))?.id ?? 0;
}
