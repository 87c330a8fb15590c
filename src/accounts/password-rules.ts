import { characterCount } from '../characters';
import { isCommonPassword } from './common-passwords';

const MIN = 8;
const MAX = 200;
/** No password of {@link MAX} characters has more UTF-16 units, however its accents are written. */
const MAX_UNITS = 5 * MAX;
/** Longer texts are like nobody's name, and are not looked through for one. */
const MAX_NAME_UNITS = 400;
/** Of a shorter name something is in every other password. */
const MIN_NAME = 3;
const SITE = 'Rejoinder';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
}

/**
 * A password in the form in which it is hashed: keyboards write the same characters in several ways (NIST SP 800-63B
 * asks for NFKC or NFKD).
 */
export const normalizedPassword = (password: string): string => password.normalize('NFKC');

/** Hashing a longer one, or only normalising it, would let a stranger keep the server busy. */
export const isTooLong = (password: string): boolean =>
  password.length > MAX_UNITS || lengthOf(password) > MAX;

/** Why somebody cannot have that password, in one sentence; null where they can. */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  if (isTooLong(password) || lengthOf(password) < MIN)
    return `A password has ${MIN} to ${MAX} characters.`;
  const normalized = normalizedPassword(password);
  if (isCommonPassword(normalized))
    return 'This is one of the most common passwords, which are the first to be guessed.';
  const [what] = namesOf(owner).find(([, name]) => isLike(normalized, name)) ?? [];
  return what ? `A password is not ${what}, nor that with figures or signs around it.` : null;
}

/** In characters, as typed or as hashed: the one that is shorter. */
const lengthOf = (password: string): number =>
  Math.min(characterCount(password), characterCount(normalizedPassword(password)));

const namesOf = ({ username, displayName, email }: PasswordOwner): [string, string][] => [
  ['the username', username],
  ['the display name', displayName],
  ['the email', email],
  ['the email', email.replace(/@.*/s, '')],
  ['the name of this site', SITE],
];

function isLike(password: string, name: string): boolean {
  if (Math.max(password.length, name.length) > MAX_NAME_UNITS) return false;
  const [given, bare] = [coreOf(password), coreOf(normalizedPassword(name))];
  return bare.length >= MIN_NAME && given === bare;
}

/** Letters and figures alone, in lower case, without figures at either end; where it is all figures, with them. */
function coreOf(text: string): string {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [core] = /\p{L}(?:.*\p{L})?/su.exec(plain) ?? [plain];
  return core;
}
