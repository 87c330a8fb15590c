import { normalizePostUrl } from './post-url';

/** What Typepad's own links to a comment add to the address of its page. */
const COMMENT_LINK = /^cid=/i;

export interface OldAddress {
  /** Host, path and query. */
  readonly address: string;
  /** Path and query, without the slash before it. */
  readonly path: string;
}

/**
 * What all spellings of an old address have in common: nobody remembers after years whether a link said http or https,
 * www or not, %c3 or %C3, and whether it ended with a slash or with the place of a comment. Null for what is no web address.
 */
export function oldAddressOf(url: string): OldAddress | null {
  const normal = normalizePostUrl(url);
  if (normal === null) return null;
  const { host, pathname, search } = new URL(normal);
  const path = `${pathOf(pathname)}${queryOf(search)}`;
  const site = host.replace(/^www\./, '');
  return { address: path === '' ? site : `${site}/${path}`, path };
}

/** A path in its one spelling, without slashes around it. */
const pathOf = (pathname: string): string =>
  pathname
    .split('/')
    .filter((step) => step !== '')
    .map(respelt)
    .join('/');

function queryOf(search: string): string {
  const parts = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !COMMENT_LINK.test(part));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function respelt(step: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(step));
  } catch (error) {
    if (error instanceof URIError) return step;
    throw error;
  }
}
