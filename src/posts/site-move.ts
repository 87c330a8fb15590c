import { normalizePostUrl } from './post-url';
import { oldAddressOf } from './old-address';

/** Year and month, and what follows them, in an address of Typepad. */
const DATED = /\/(\d{4})\/(\d{2})(?:\/\d{2})?\/([^/?#]+?)(?:\.html?)?$/;

/**
 * Where the posts of an old site are now: below another address, or at one that is made of `{year}`, `{month}`,
 * `{basename}` or `{path}`.
 */
export interface SiteMove {
  /** The old site (see old-address.ts). */
  readonly from: string;
  readonly to: string;
}

/** The address of a site that has moved to `to`: what comes before the first part in braces. */
export const newSiteUrl = (to: string): string | null => normalizePostUrl(to.replace(/\{.*$/s, ''));

/**
 * Where a post is now.
 * @param oldUrl normalised
 */
export function movedUrl(oldUrl: string, { from, to }: SiteMove): string | null {
  const path = pathBelow(oldUrl, from);
  if (!to.includes('{')) return normalizePostUrl(`${to.replace(/(?<!\/)\/+$/, '')}/${path}`);
  const [, year, month, basename] = DATED.exec(oldUrl) ?? [];
  if (basename === undefined && /\{(year|month|basename)\}/.test(to))
    return normalizePostUrl(`${newSiteUrl(to) ?? to}/${path}`);
  const parts: Record<string, string | undefined> = { year, month, basename, path };
  return normalizePostUrl(to.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole));
}

function pathBelow(oldUrl: string, site: string): string {
  const { address = '' } = oldAddressOf(oldUrl) ?? {};
  return address.startsWith(`${site}/`) ? address.slice(site.length + 1) : '';
}
