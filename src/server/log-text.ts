import { isIPv6 } from 'node:net';

const EMAIL = /(?<![^\s@"'<>(),;:/])[^\s@"'<>(),;:/]+@[^\s@"'<>(),;:/]+/g;
/** Tokens, and the hashes of tokens and passwords. */
const SECRET = /\$argon2[^\s"']{1,200}|\bBearer +[\w-]+|\b[\w-]{40,}/g;
const IPV4 = /(?:::ffff:|\b)\d{1,3}(?:\.\d{1,3}){3}\b/gi;
/** Digits of IPv6 and colons, as many as an address may have with a port; whether they are one is for {@link withoutIpv6} to tell. */
const MAYBE_IPV6 = /(?<![\w:])[\da-f:]{3,50}(?![\w:])/gi;
/** So many parts are of an address, also where the rest of it was cut off. */
const MANY_PARTS = /^(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}$/i;
/** What may stand beside an address: the colon of a sentence, or a port. */
const BESIDE_IPV6 = /:(?:\d{1,5})?$/;
/** An error's message may hold what somebody sent; nobody reads all of a long one. */
const MAX_LENGTH = 10_000;

/** A text as it may be in the log: nobody's address, email or token is in it. */
export const logText = (text: string): string =>
  beginningOf(text)
    .replace(EMAIL, '[email]')
    .replace(SECRET, '[secret]')
    .replace(IPV4, '[address]')
    .replace(MAYBE_IPV6, withoutIpv6);

/** Without the word that the limit falls into: by a half nobody would know what it is, and somebody whose. */
function beginningOf(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const beginning = text.slice(0, MAX_LENGTH);
  return beginning.slice(0, beginning.search(/\s\S*$/) + 1);
}

function withoutIpv6(text: string): string {
  if (isSomebodys(text)) return '[address]';
  const address = text.replace(BESIDE_IPV6, '');
  return isSomebodys(address) ? `[address]${text.slice(address.length)}` : text;
}

/** Those of the Internet begin with a 2 or a 3: without any digit it is `::`, or a cast or a name in some program. */
const isSomebodys = (text: string): boolean =>
  MANY_PARTS.test(text) || (/\d/.test(text) && isIPv6(text));
