/** One "@", a host with a dot, no blanks: enough to tell an address from other things that people type. */
const PATTERN = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]{2,}$/;

/** As long as an address can be (RFC 3696, erratum 1690). */
export const MAX_EMAIL = 254;

/** What people wrote who had to write something. "me@" and "mail@" are no such words: many have them at their own domain. */
const NOBODY = new Set(
  `anon anonym anonymous asdf do-not-reply donotreply example fake no no-email no-one
   no-reply no_reply nobody noemail nomail none noone noreply nospam notgiven nothanks null
   qwerty somebody someone spam test unknown username xxx youremail yourname`.split(/\s+/),
);
/** The domains that stand for all others, and those that people make up. */
const NOWHERE =
  /^(.+\.)?(anonymous|domain|example|noemail|nomail|none|nospam|nowhere|test|yourdomain)\.(com|net|org)$|\.(invalid|local|localhost|test)$/;

/** An address in its one spelling; null for what is none, or a placeholder that many people share. */
export function emailKeyOf(text: string): string | null {
  const email = text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  if (email.length > MAX_EMAIL || !PATTERN.test(email)) return null;
  const [local = '', host = ''] = email.split('@');
  return NOBODY.has(local) || NOWHERE.test(host) ? null : email;
}
