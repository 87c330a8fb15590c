/** Query parameters that say where a reader came from, not which page it is. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id)$/i;

const MAX_URL = 2_000;
/** With what is left out of it, such as tracking parameters. */
const MAX_RAW_URL = 64 * 1024;
const MAX_PARAMETERS = 1_000;

/**
 * The one form of a page's web address: scheme and host in lower case, no default port, fragment, trailing slash or
 * tracking parameters. Null when the text is no http(s) URL, or carries a user name or password.
 */
export function normalizePostUrl(text: string): string | null {
  if (text.length > MAX_RAW_URL) return null;
  const url = parseWebUrl(text);
  if (!url) return null;
  const parameters = url.search.slice(1).split('&', MAX_PARAMETERS + 1);
  if (parameters.length > MAX_PARAMETERS) return null;
  const query = parameters
    .filter((part) => part !== '' && !TRACKING.test(part.split('=')[0] ?? ''))
    .join('&');
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  const normal = `${url.protocol}//${url.host.replace(/\.(?=:|$)/, '')}${path}${query === '' ? '' : `?${query}`}`;
  return normal.length <= MAX_URL ? normal : null;
}

/** An absolute http(s) URL without credentials; null for anything else. */
export function parseWebUrl(text: string): URL | null {
  const url = tryUrl(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null;
  return url.hostname === '' ? null : url;
}

/**
 * An address of any kind; null for what is none. Not by URL.canParse: once optimised, Node 20's and 22's denies every
 * "https://bücher.example". Most texts that are no address have no colon, and are refused without the error, which is dear.
 */
export function tryUrl(text: string): URL | null {
  if (!text.includes(':')) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The addresses of the sites that a page may belong to, from its origin down to the page itself. */
export function siteUrlsOf(postUrl: string): string[] {
  const url = new URL(postUrl);
  const steps = url.pathname.split('/').filter((step) => step !== '');
  return [
    url.origin,
    ...steps.map((_step, index) => `${url.origin}/${steps.slice(0, index + 1).join('/')}`),
  ];
}
