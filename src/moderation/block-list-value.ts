import { isIP } from 'node:net';
import { fold } from '../profiles/fold';
import { refuse } from '../errors';
import type { BlockListKind } from './block-list-entry.entity';

const MAX_LENGTH = 200;
const MAX_WORDS = 10;
/** Of IPv6 a client has 2^64 addresses, and is known by what comes before them: the server keeps no more. */
const IPV6_BITS = 64;
/** Whoever means all of the Internet means something else. */
const LEAST_BITS = { 4: 8, 6: 16 } as const;

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** The words of a text, whatever their case, accents and what stands between them. */
export const wordsOf = (text: string): string[] =>
  fold(text.replace(UNSEEN, ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

export interface Network {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads an address, or a range of them such as 203.0.113.0/24; null for anything else. */
export function networkIn(text: string): Network | null {
  const [address = '', bits, ...more] = text.trim().split('/');
  const version = isIP(address);
  if (more.length > 0 || (version !== 4 && version !== 6) || address.includes('%')) return null;
  const most = version === 4 ? 32 : IPV6_BITS;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return null;
  const given = bits === undefined ? most : Number(bits);
  if (given > (version === 4 ? 32 : 128)) return null;
  return { address, bits: Math.min(given, most), family: version === 4 ? 'ipv4' : 'ipv6' };
}

export interface Place {
  readonly host: string;
  /** Without a slash at its end; empty for all of a host. */
  readonly path: string;
}

/** By hand: a pattern for the slashes at the end would begin anew at each slash of a long path. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** The host and path of a web address, the scheme of which may be missing; null for anything else. */
export function placeIn(text: string): Place | null {
  const whole = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(whole) || /\s/.test(text)) return null;
  const { hostname, pathname, protocol } = new URL(whole);
  const host = hostname.replace(/\.$/, '');
  if (!/^https?:$/.test(protocol) || host === '') return null;
  return { host, path: withoutSlashes(pathname) };
}

/** What somebody wants listed, in the one form in which it is compared. @throws Refusal */
export function blockListValue(kind: BlockListKind, text: string): string {
  const value = text.length > MAX_LENGTH ? null : readers[kind](text.trim());
  if (value === null) throw refuse('value', 'INVALID', wanted[kind]);
  return value;
}

const wanted: Record<BlockListKind, string> = {
  WORD: `Give a word, or a phrase of at most ${MAX_WORDS} words and ${MAX_LENGTH} characters.`,
  EMAIL: 'Give an email address, or all of a domain as @domain.',
  NETWORK: 'Give an IP address, or a range such as 203.0.113.0/24; not most of the Internet.',
  URL: 'Give a host, such as spam.example, or a host and the beginning of a path.',
};

const readers: Record<BlockListKind, (text: string) => string | null> = {
  WORD: (text) => {
    const words = wordsOf(text);
    return words.length === 0 || words.length > MAX_WORDS ? null : words.join(' ');
  },
  EMAIL: (text) => (/^[^\s@]*@[^\s@]+$/.test(text) ? text.toLowerCase() : null),
  NETWORK: (text) => {
    const network = networkIn(text);
    if (!network) return null;
    const least = LEAST_BITS[network.family === 'ipv4' ? 4 : 6];
    return network.bits < least ? null : `${network.address}/${network.bits}`;
  },
  URL: (text) => {
    const place = placeIn(text);
    return place?.host.includes('.') ? place.host + place.path : null;
  },
};
