import { oldAddressOf } from './old-address';

/** Where to look for a post of which somebody has an old address or a part of it: the likeliest first. */
export interface OldPlace {
  readonly addresses: readonly string[];
  readonly paths: readonly string[];
}

/** A web server in between may have made one slash of two, or escaped what is an address in itself. */
const WHOLE = /^https?(?::|%3a)(?:\/|%2f)*/i;

/** @param text a path, a host with a path, or a whole address, as it came in a request */
export function readOldPlace(text: string): OldPlace {
  const isWhole = WHOLE.test(text);
  const rest = text.replace(WHOLE, '');
  const spellings = withoutQuery(isWhole && /^[^/]*%2f/i.test(rest) ? unescaped(rest) : rest);
  const at = (start: string) =>
    spellings.flatMap((spelling) => oldAddressOf(start + spelling) ?? []);
  return {
    addresses: at('http://').map(({ address }) => address),
    paths: isWhole ? [] : at('http://any.invalid/').map(({ path }) => path),
  };
}

/** What a link had behind a question mark seldom belongs to the address. */
function withoutQuery(text: string): string[] {
  const [bare = ''] = text.split('?');
  return bare === text ? [text] : [text, bare];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
