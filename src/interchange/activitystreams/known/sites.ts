import type { Unit } from '../../../database/unit-of-work';
import { siteUrlsOf } from '../../../posts/post-url';
import { cleanTitle } from '../../../posts/post.service';
import { SiteEntity } from '../../../posts/site.entity';
import { sitesByUrls, type SiteRow } from '../../sites.queries';

/** A blog as a file names it. */
export interface SiteNamed {
  /** Normalised. */
  readonly url: string;
  readonly title: string | null;
}

/** The sites of one unit, by normalised URL. */
export class Sites {
  private readonly known = new Map<string, SiteRow | null>();

  constructor(private readonly unit: Unit) {}

  /** Looks up the sites that pages may belong to, all at once. */
  async load(pageUrls: readonly string[]): Promise<void> {
    await this.lookUp(pageUrls.flatMap(siteUrlsOf));
  }

  /** The site that is named, else the most particular one known at the page's address, else one for its origin. */
  async idFor({ url, site }: { url: string; site: SiteNamed | null }): Promise<number> {
    if (site) return this.named(site);
    const addresses = siteUrlsOf(url);
    await this.lookUp(addresses);
    const known = addresses.flatMap((address) => this.known.get(address) ?? []).at(-1);
    return known?.id ?? this.create(addresses[0] ?? url, null);
  }

  private async named(site: SiteNamed): Promise<number> {
    await this.lookUp([site.url]);
    const known = this.known.get(site.url);
    const title = cleanTitle(site.title);
    if (!known) return this.create(site.url, title);
    if (known.title === null && title !== null) {
      await this.unit.manager.update(SiteEntity, { id: known.id }, { title });
      this.known.set(site.url, { ...known, title });
    }
    return known.id;
  }

  private async create(url: string, title: string | null): Promise<number> {
    const id = await this.unit.insert(SiteEntity, { url, title, isRegistered: false });
    this.known.set(url, { id, url, title });
    return id;
  }

  private async lookUp(urls: readonly string[]): Promise<void> {
    const missing = [...new Set(urls)].filter((url) => !this.known.has(url));
    if (missing.length === 0) return;
    for (const url of missing) this.known.set(url, null);
    for (const site of await sitesByUrls(this.unit, missing)) this.known.set(site.url, site);
  }
}
