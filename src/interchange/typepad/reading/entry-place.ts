import { oldAddressOf, type OldAddress } from '../../../posts/old-address';
import { normalizePostUrl } from '../../../posts/post-url';
import { movedUrl, newSiteUrl, type SiteMove } from '../../../posts/site-move';
import type { SiteDraft } from './portion';

const DATED = /^(https?:\/\/[^?#]+?)\/\d{4}\/\d{2}(?:\/\d{2})?\/[^/]+$/;

/** The site of an entry that tells its address, if that has a date in it as posts have; null for others, such as pages. */
export function siteUrlOf(postUrl: string): string | null {
  return DATED.exec(postUrl)?.[1] ?? null;
}

/** Where an entry stood, and where it is now. */
export interface EntryPlace {
  readonly site: SiteDraft;
  readonly old: OldAddress;
  readonly url: string;
}

/**
 * @param url normalised
 * @param fileSite the site that the file comes from, normalised
 */
export function placeOf(
  url: string,
  fileSite: string | null,
  moves: readonly SiteMove[],
): EntryPlace | null {
  const old = oldAddressOf(url);
  const siteUrl = siteUrlOf(url) ?? siteAbove(url, fileSite);
  const address = oldAddressOf(siteUrl)?.address;
  if (!old || address === undefined) return null;
  const move = moves.find(({ from }) => from === address);
  const site = { address, url: (move && newSiteUrl(move.to)) ?? siteUrl };
  return { site, old, url: (move && movedUrl(url, move)) ?? url };
}

/** A page stands on the file's site where it is below it, else at the root of its host. */
function siteAbove(url: string, fileSite: string | null): string {
  if (fileSite !== null && isBelow(url, fileSite)) return fileSite;
  return new URL(url).origin;
}

function isBelow(url: string, site: string): boolean {
  const page = oldAddressOf(url)?.address;
  const above = oldAddressOf(site)?.address;
  return page !== undefined && above !== undefined && page.startsWith(`${above}/`);
}

/** The address of an entry that does not tell it: `<site>/YYYY/MM/basename.html`. */
export function derivedUrl(
  site: string,
  date: { readonly year: string; readonly month: string },
  basename: string,
): string | null {
  return normalizePostUrl(
    `${site}/${date.year}/${date.month}/${encodeURIComponent(basename)}.html`,
  );
}

/** What Typepad would have called a post of that title in its address. */
export function basenameOf(title: string): string {
  const folded = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.replace(/<[^>]*>/g, '').replace(/[^\p{L}\p{N}]+/gu, '-');
  return (
    Array.from(words.replace(/^-+|(?<!-)-+$/g, ''))
      .slice(0, 60)
      .join('')
      .replace(/(?<!-)-+$/, '') || 'post'
  );
}
