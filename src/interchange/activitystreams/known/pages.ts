import type { RowIds } from '../../../database/row-ids';
import type { Unit } from '../../../database/unit-of-work';
import { PostEntity } from '../../../posts/post.entity';
import { insertPostRows, postIdsByOldUrls } from '../../../posts/post.queries';
import { cleanTitle } from '../../../posts/post.service';
import type { ForeignNames } from './foreign-names';
import type { ForeignRow } from './foreign.queries';
import { isWithdrawn, pageById, pagesByIds, pagesByUrls, type PageRow } from './pages.queries';
import { Sites, type SiteNamed } from './sites';
import type { ActivityTally } from '../activity-tally';
import type { Words } from '../reading/words';

/** What a file tells of a page. */
export interface PageFacts {
  /** Normalised. */
  readonly url: string;
  readonly title: string | null;
  readonly words: Words | null;
  readonly authorId: number | null;
  readonly publishedAt: number | null;
  /** Null: the most particular known site at the address, else its origin. */
  readonly site: SiteNamed | null;
}

export const knownByUrl = (url: string): PageFacts => ({
  url,
  title: null,
  words: null,
  authorId: null,
  publishedAt: null,
  site: null,
});

/** Of Typepad's own: it is the place of a comment on the page, and may be what the comment is known by. */
const COMMENT_LINK = /[?&]cid=/i;

/** The posts of one unit, by the normalised URLs at which they stand, or once stood. */
export class Pages {
  private readonly known = new Map<string, PageRow | null>();
  private readonly sites: Sites;
  private fresh = new Map<number, PageRow & { words: Words | null }>();

  constructor(
    private readonly unit: Unit,
    private readonly ids: RowIds,
    private readonly names: ForeignNames,
    private readonly tally: ActivityTally,
  ) {
    this.sites = new Sites(unit);
  }

  /** Looks pages up, all at once. */
  async load(urls: readonly string[]): Promise<void> {
    const missing = urls.filter((url) => !this.known.has(url));
    if (missing.length === 0) return;
    for (const url of missing) this.known.set(url, null);
    for (const page of await pagesByUrls(this.unit, missing)) this.known.set(page.url, page);
    await this.loadMoved(missing.filter((url) => this.known.get(url) === null));
    await this.sites.load(missing.filter((url) => this.known.get(url) === null));
  }

  /** A file may name a post by the address at which it stood when the file was made. */
  private async loadMoved(urls: readonly string[]): Promise<void> {
    const ids = await postIdsByOldUrls(
      this.unit,
      urls.filter((url) => !COMMENT_LINK.test(url)),
    );
    if (ids.size === 0) return;
    const pages = new Map(
      (await pagesByIds(this.unit, [...ids.values()])).map((page) => [page.id, page]),
    );
    for (const [url, id] of ids) this.known.set(url, pages.get(id) ?? null);
  }

  async at(url: string): Promise<PageRow | null> {
    if (!this.known.has(url)) await this.load([url]);
    return this.known.get(url) ?? null;
  }

  async byId(id: number): Promise<PageRow | null> {
    return this.fresh.get(id) ?? pageById(this.unit, id);
  }

  /** The page that a foreign id stands for. */
  async named(row: ForeignRow | null): Promise<PageRow | null> {
    if (row?.kind !== 'POST' && row?.kind !== 'AWAITED') return null;
    return row.localId === null ? null : this.byId(row.localId);
  }

  async create(facts: PageFacts): Promise<PageRow> {
    const siteId = await this.sites.idFor(facts);
    const id = await this.ids.next('post');
    const page = { ...facts, id, siteId, title: cleanTitle(facts.title) };
    this.known.set(facts.url, page);
    this.fresh.set(id, page);
    this.tally.counts.posts += 1;
    return page;
  }

  /** Adds what is not known of a page yet. What is known stays. */
  async fill(page: PageRow, facts: PageFacts): Promise<PageRow> {
    const missing = {
      title: page.title ?? cleanTitle(facts.title),
      authorId: page.authorId ?? facts.authorId,
      publishedAt: page.publishedAt ?? facts.publishedAt,
    };
    const isFuller =
      missing.title !== page.title ||
      missing.authorId !== page.authorId ||
      missing.publishedAt !== page.publishedAt;
    if (!isFuller || (await isWithdrawn(this.unit, page.id))) return page;
    const filled = await this.change(page, missing);
    if (page.authorId === null && filled.authorId !== null)
      await this.names.arrive('POST', page.id);
    return filled;
  }

  /** Its own author describes a page: this holds. */
  async describe(page: PageRow, facts: PageFacts): Promise<PageRow> {
    const { words, authorId } = facts;
    const siteId =
      facts.site || facts.url !== page.url ? await this.sites.idFor(facts) : page.siteId;
    return this.change(page, {
      url: facts.url,
      siteId,
      authorId,
      title: cleanTitle(facts.title) ?? page.title,
      publishedAt: facts.publishedAt ?? page.publishedAt,
      ...(words && { body: words.body, bodyFormat: words.format }),
    });
  }

  /** Forgets what was looked up, after rows were changed behind its back. Nothing may be left to write. */
  forget(): void {
    this.known.clear();
  }

  async flush(): Promise<void> {
    const pages = [...this.fresh.values()];
    this.fresh = new Map();
    await insertPostRows(
      this.unit,
      pages.map(({ words, ...page }) => ({
        ...page,
        body: words?.body ?? null,
        bodyFormat: words?.format ?? null,
      })),
    );
  }

  private async change(
    page: PageRow,
    to: Partial<PageRow & Pick<PostEntity, 'body' | 'bodyFormat'>>,
  ): Promise<PageRow> {
    await this.flush();
    this.tally.counts.described += 1;
    await this.unit.manager.update(PostEntity, { id: page.id }, to);
    const { siteId, url, title, authorId, publishedAt } = { ...page, ...to };
    const changed = { id: page.id, siteId, url, title, authorId, publishedAt };
    for (const [address, one] of this.known) if (one?.id === page.id) this.known.delete(address);
    this.known.set(changed.url, changed);
    return changed;
  }
}
