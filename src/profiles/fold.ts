/** Folds case and accents away, so that "Élodie" is found as "elodie". White space becomes one blank. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/gu, ' ');
}

/** The longest start of a name that search looks at, in characters. */
const MAX_TERM = 80;

/** A profile's ways in: its username, and its display name from each of its words on. */
export function searchTerms(username: string, displayName: string): string[] {
  const words = fold(displayName)
    .split(' ')
    .filter((word) => word !== '');
  const starts = words.map((_word, index) => words.slice(index).join(' '));
  return [...new Set([fold(username), ...starts].map((term) => term.slice(0, MAX_TERM)))];
}

/** Of what is searched for: folded, a character may become eighteen. */
const MAX_SEARCHED_UNITS = 5 * MAX_TERM;

/** The terms that begin with a prefix lie from `low` on and before `high`. */
export function prefixRange(query: string): { low: string; high: string } {
  const low = fold(query.trim().slice(0, MAX_SEARCHED_UNITS).replace(/^@/, '')).slice(0, MAX_TERM);
  return { low, high: `${low}\u{10FFFF}` };
}
