const PATTERN = /^[a-z0-9](?:[a-z0-9._-]{0,28}[a-z0-9])?$/i;

/** Names that would pass for the server itself or stand in the way of its addresses. */
const RESERVED = new Set([
  ...['about', 'account', 'accounts', 'admin', 'administrator', 'anonymous', 'api', 'claim'],
  ...['deleted', 'everyone', 'graphql', 'health', 'help', 'here', 'home', 'join', 'login'],
  ...['logout', 'me', 'metrics', 'moderator', 'nobody', 'null', 'p', 'post', 'posts', 'profile'],
  ...['profiles', 'rejoinder', 'root', 'search', 'security', 'settings', 'sign-in', 'sign-out'],
  ...['signin', 'signout', 'site', 'sites', 'staff', 'static', 'support', 'system', 'undefined'],
]);

/** What deleted profiles are called. */
const OF_DELETED = /^deleted-[0-9a-f]{12}$/i;

/** Usernames are unique whatever their case. */
export const usernameKey = (username: string): string => username.toLowerCase();

export const MAX_USERNAME = 30;

/** What is wrong with a username; null when nothing is. */
export function usernameFault(username: string): string | null {
  if (!PATTERN.test(username))
    return 'A username has 1 to 30 letters (a to z), digits, "-", "_" or ".", and begins and ends with a letter or digit.';
  if (RESERVED.has(usernameKey(username)) || OF_DELETED.test(username))
    return 'This username is reserved.';
  return null;
}

/** Characters that are shown as nothing: within a name they would hide it. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/**
 * A "." or "-" that ends a sentence is not part of the name; of a longer word, such as the address of somebody elsewhere,
 * no part is a name. The letters are spelt out: with the flag "i" a few that look like them would pass for them.
 */
const MENTION =
  /(?<![\p{L}\p{N}\p{M}_@/])@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,28}[A-Za-z0-9])?)(?!@|[._-]*[\p{L}\p{N}\p{M}_])/gu;

/** The @names in a text, as username keys in their order. */
export function mentionedKeys(text: string): string[] {
  const names = text.replace(UNSEEN, '').matchAll(MENTION);
  return [...new Set([...names].map((match) => usernameKey(match[1] ?? '')))];
}

/** Whom no letter of their name is left to. */
export const NAMELESS = 'somebody';

/** The nearest legal username to what another server calls somebody. */
export function legalUsername(wished: string): string {
  const letters = wished
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9._-]+/gi, '-');
  const trimmed = letters
    .replace(/^[^a-z0-9]+/i, '')
    .slice(0, MAX_USERNAME)
    .replace(/(?<![^a-z0-9])[^a-z0-9]+$/i, '');
  if (trimmed === '') return NAMELESS;
  return RESERVED.has(usernameKey(trimmed)) ? `${trimmed.slice(0, MAX_USERNAME - 2)}-1` : trimmed;
}

/** `name`, then `name-2`, `name-3` …, each within the allowed length. */
export function numberedUsername(name: string, number: number): string {
  if (number === 1) return name;
  const suffix = `-${number}`;
  const start = name
    .slice(0, MAX_USERNAME - suffix.length)
    .replace(/(?<![^a-z0-9])[^a-z0-9]+$/i, '');
  return `${start}${suffix}`;
}
