import { tryUrl } from '../posts/post-url';

const TAG = /<[a-z][a-z0-9]*((?: [a-z]+(?:="[^"]*")?)+)/g;
const ATTRIBUTE = / ([a-z]+)(?:="([^"]*)")?/g;

/** What the tags of a text lead to and say. */
export interface Markup {
  /** Whole addresses, in the one way in which browsers read them. */
  readonly addresses: readonly string[];
  /** What is shown for pictures, or beside words. */
  readonly titles: readonly string[];
}

/** Reads clean HTML: it has one way to write tags, and writes nothing else with a bracket. */
export function markupOf(html: string): Markup {
  const addresses: string[] = [];
  const titles: string[] = [];
  for (const [, attributes = ''] of html.matchAll(TAG))
    // One after the other: the words of one may look like another.
    for (const [, name, value = ''] of attributes.matchAll(ATTRIBUTE)) {
      const text = unescaped(value);
      if (name === 'title' || name === 'alt') titles.push(text);
      else if (name === 'href' || name === 'src') addresses.push(...addressIn(text));
    }
  return { addresses, titles };
}

const addressIn = (text: string): string[] => {
  const url = tryUrl(text);
  return url ? [url.href] : [];
};

const unescaped = (value: string): string =>
  value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** The web addresses that clean HTML links to or shows pictures from, in their order. */
export const linksIn = (html: string): string[] =>
  markupOf(html).addresses.filter((address) => /^https?:/.test(address));
