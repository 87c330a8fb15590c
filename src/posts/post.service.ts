import { characterCount, firstCharacters } from '../characters';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { readOldPlace } from './old-place';
import { postsAtAddress, postsAtPath, type MovedPost } from './post-address.queries';
import { normalizePostUrl, siteUrlsOf } from './post-url';
import { PostEntity } from './post.entity';
import { belowRegisteredSites, firstComments, postByUrl, siteAtOneOf } from './post.queries';
import type { PostRecord, SiteRecord } from './post.record';
import { SiteEntity } from './site.entity';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_TITLE = 300;
/** How many posts of one path are told. */
const MAX_NAMESAKES = 50;

/** What is known of a post whose page is being commented on or imported. */
export interface PostDescription {
  readonly title?: string | null;
  readonly authorId?: number | null;
  readonly publishedAt?: number | null;
}

/** The site of a page: the most particular one known at its address, else one made for its origin. */
export async function siteOf(unit: Unit, postUrl: string): Promise<SiteRecord> {
  const addresses = siteUrlsOf(postUrl);
  const known = await siteAtOneOf(unit, addresses);
  if (known) return known;
  const site = {
    ...{ url: addresses[0] ?? postUrl, title: null, isRegistered: false },
    ...{ holdsFirstComments: false, closesAfterDays: null },
  };
  return { kind: 'Site', id: await unit.insert(SiteEntity, site), ...site };
}

/** Inserts a post. @param url normalised @returns its id */
export async function createPost(
  unit: Unit,
  siteId: number,
  url: string,
  { title, authorId, publishedAt }: PostDescription,
): Promise<number> {
  return unit.insert(PostEntity, {
    siteId,
    url,
    title: cleanTitle(title),
    authorId: authorId ?? null,
    publishedAt: publishedAt ?? null,
    commentCount: 0,
    listedCommentCount: 0,
    favoriteCount: 0,
  });
}

const onOneLine = (title: string): string => title.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

/** A title on one line and of bearable length; null when nothing is left. */
export function cleanTitle(title: string | null | undefined): string | null {
  const clean = onOneLine(title ?? '');
  return clean === '' ? null : firstCharacters(clean, MAX_TITLE);
}

/** Whether {@link cleanTitle} leaves out the end of a title. */
export const isTitleTooLong = (title: string): boolean =>
  title.length > MAX_TITLE && characterCount(onOneLine(title)) > MAX_TITLE;

export class PostService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    /** Whether any page can be commented on, or those of registered sites only. */
    private readonly hasOpenSites: boolean,
    private readonly clock: Clock,
  ) {}

  /**
   * The posts that stood at an old address, of which only the path may be known: two sites can share one.
   * @param text a path, a host with a path, or a whole address
   */
  async movedFrom(text: string): Promise<MovedPost[]> {
    const { addresses, paths } = readOldPlace(text);
    for (const address of addresses) {
      const found = await postsAtAddress(this.reads, address);
      if (found.length > 0) return found;
    }
    for (const path of paths) {
      const found = await postsAtPath(this.reads, path, MAX_NAMESAKES);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The post at an address in any of its spellings; null when none is known. */
  async byUrl(url: string): Promise<PostRecord | null> {
    const normal = normalizePostUrl(url);
    return normal === null ? null : postByUrl(this.reads, normal);
  }

  /** The post at an address, in the unit that comments on it; it and its site are made where they must and may be, without a title. */
  async findOrCreate(unit: Unit, url: string): Promise<PostRecord> {
    const normal = normalizePostUrl(url);
    if (normal === null)
      throw refuse('postUrl', 'INVALID', 'Give the page as a whole http(s) address.');
    const known = await postByUrl(unit, normal);
    if (known) return known;
    const site = await siteOf(unit, normal);
    await this.refuseClosed(unit, { url: normal, site }, 'postUrl');
    const id = await createPost(unit, site.id, normal, {});
    return {
      kind: 'Post',
      id,
      url: normal,
      title: null,
      publishedAt: null,
      authorId: null,
      author: null,
      site,
      commentCount: 0,
      listedCommentCount: 0,
      favoriteCount: 0,
    };
  }

  /**
   * Whether a page takes comments: any page does, or those below the address of a registered site.
   * @param isBelow tells of a page's address whether it is; asked only where nothing else tells
   */
  async isOpen(
    { url, site }: Pick<PostRecord, 'url' | 'site'>,
    isBelow: (url: string) => Promise<boolean>,
  ): Promise<boolean> {
    return this.hasOpenSites || site.isRegistered || isBelow(url);
  }

  /** @throws Refusal when the page takes no comments */
  async refuseClosed(
    unit: Unit,
    page: Pick<PostRecord, 'url' | 'site'>,
    field: string,
  ): Promise<void> {
    const isBelow = async (url: string) => (await belowRegisteredSites(unit, [url])).has(url);
    if (!(await this.isOpen(page, isBelow)))
      throw refuse(field, 'FORBIDDEN', `Comments on ${page.site.url} are not open here.`);
  }

  /**
   * Whether a post takes no comments any more: so many days after it was published or, where nobody knows when that was,
   * after the oldest comment on it was written, whatever has become of that.
   * @param firstCommentAt asked only where nothing else tells
   */
  async isPast(
    { publishedAt, site }: Pick<PostRecord, 'publishedAt' | 'site'>,
    firstCommentAt: () => Promise<number | null>,
  ): Promise<boolean> {
    if (site.closesAfterDays === null) return false;
    const since = publishedAt ?? (await firstCommentAt());
    return since !== null && this.clock() >= since + site.closesAfterDays * DAY_MS;
  }

  /** @throws Refusal when a post takes no comments any more */
  async refusePast(unit: Unit, post: PostRecord, field: string): Promise<void> {
    const firstCommentAt = async () => (await firstComments(unit, [post.id]))[0]?.at ?? null;
    if (await this.isPast(post, firstCommentAt))
      throw refuse(field, 'FORBIDDEN', 'Comments on this post are closed.');
  }

  /** Opens a site for comments where OPEN_SITES is off. @returns its normalised address */
  async register(url: string, title: string | null): Promise<string> {
    const normal = normalizePostUrl(url);
    if (normal === null)
      throw refuse('url', 'INVALID', 'Give the site as a whole http(s) address.');
    await this.units.run(async (unit) => {
      const known = await siteAtOneOf(unit, [normal]);
      const given = { isRegistered: true, ...(title ? { title: cleanTitle(title) } : {}) };
      if (known) await unit.manager.update(SiteEntity, { id: known.id }, given);
      else await unit.insert(SiteEntity, { url: normal, title: null, ...given });
    });
    return normal;
  }
}
