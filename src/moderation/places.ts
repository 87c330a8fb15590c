import { tryUrl } from '../posts/post-url';

/** Where a link leads, and whatever is below that. */
export interface Place {
  readonly host: string;
  /** In lower case, without a slash at its end; empty for all of a host. */
  readonly path: string;
}

/** By hand: a pattern for what stands at the end would begin anew at each of a long row. */
function withoutEnd(text: string, end: string): string {
  let length = text.length;
  while (text[length - 1] === end) length -= 1;
  return text.slice(0, length);
}

/** The host and path of a web address, the scheme of which may be missing; null for anything else. */
export function placeIn(text: string): Place | null {
  const whole = /^https?:/i.test(text) ? text : `http://${text}`;
  const url = /\s/.test(text) ? null : tryUrl(whole);
  if (!url) return null;
  const { hostname, pathname } = url;
  const host = withoutEnd(hostname, '.');
  return host === '' ? null : { host, path: pathOf(pathname) };
}

/** Servers tell few of its spellings apart, and who writes them to be let pass chooses among those. */
function pathOf(written: string): string {
  const path = decoded(written).toLowerCase().replace(/\/+/g, '/');
  return withoutEnd(path, '/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // Per cent signs that mean themselves.
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** Where a link leads: to several hosts where it writes to several people. */
export function placesOf(link: string): Place[] {
  const [, letters] = /^mailto:([^?]*)/i.exec(link) ?? [];
  const addresses = letters === undefined ? [link] : decoded(letters).split(',').map(hostOf);
  return addresses.flatMap((address) => placeIn(address) ?? []);
}

const hostOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).trim();

/** What stands between addresses in a text, or around one. */
const BETWEEN = /[\s<>()[\]{}"'`,;|\\^*@…«»“”„‘’]+/u;
const DOT = /[.。．｡]/u;
const LONGEST = 500;

/** Places that a text names without a link, such as `spam.example/page`. */
export function placesNamed(text: string): Place[] {
  return text.split(BETWEEN).flatMap((part) => {
    const address = part.replace(/^(?:https?:)?\/*/i, '');
    if (!DOT.test(address) || address.length > LONGEST) return [];
    return placeIn(withoutMarks(address)) ?? [];
  });
}

/** Without the marks that end sentences. */
function withoutMarks(text: string): string {
  let end = text.length;
  while (/[.,:;!?]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** Suffixes below which anybody can have a domain. */
const PUBLIC = /^(?:com?|org|net|edu|gov|ac)\.[a-z]{2}$/;

/** Whether a host is somebody's: not one that is cut off, nor a part of the Internet. */
export const isWholeHost = (host: string): boolean =>
  /^[^.*]+(?:\.[^.*]+)+$/.test(host) && !PUBLIC.test(host);
