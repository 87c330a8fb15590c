import { refuse } from '../errors';
import type { BlockListKind } from './block-list-entry.entity';
import { isWritten, phraseText } from './listed-words';
import { isTooWide, networkIn, networkText } from './networks';
import { isWholeHost, placeIn } from './places';

const MAX_LENGTH = 200;
const MAX_WORDS = 10;

/** What somebody wants listed, in the one form in which it is compared. @throws Refusal */
export function blockListValue(kind: BlockListKind, text: string): string {
  const value = text.length > MAX_LENGTH ? null : readers[kind](text.trim());
  if (value === null) throw refuse('value', 'INVALID', hintFor(kind, text));
  return value;
}

const wanted: Record<BlockListKind, string> = {
  WORD: `Give a word, or a phrase of at most ${MAX_WORDS} words and ${MAX_LENGTH} characters.`,
  EMAIL: 'Give an email address, or all of a domain and what is below it as @domain.example.',
  NETWORK: 'Give an IP address, or a range such as 203.0.113.0/24; not most of the Internet.',
  URL: 'Give a host, such as spam.example, or a host and the beginning of a path.',
};

function hintFor(kind: BlockListKind, text: string): string {
  if (kind === 'WORD' && !isWritten(text))
    return 'Give letters and digits alone: symbols are not compared, and would be left out.';
  if (kind !== 'WORD' && text.includes('*'))
    return `Write it without *: what is below a host or a path is meant with it. ${wanted[kind]}`;
  return wanted[kind];
}

const readers: Record<BlockListKind, (text: string) => string | null> = {
  WORD: (text) => {
    const phrase = isWritten(text) ? phraseText(text) : '';
    return phrase === '' || phrase.split(' ').length > MAX_WORDS ? null : phrase;
  },
  EMAIL: (text) => {
    const [, domain = ''] = /^[^\s@*]*@([^\s@]+)$/.exec(text) ?? [];
    return isWholeHost(domain) ? text.toLowerCase() : null;
  },
  NETWORK: (text) => {
    const network = networkIn(text);
    return !network || isTooWide(network) ? null : networkText(network);
  },
  URL: (text) => {
    const place = text.includes('*') ? null : placeIn(text);
    return place && isWholeHost(place.host) ? place.host + place.path : null;
  },
};
