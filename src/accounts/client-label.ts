import { firstCharacters } from '../characters';

/** Of what a client calls itself, so much is looked at. */
const MAX_READ = 500;
const MAX_LABEL = 100;

/** Most say that they are others as well: the first that is found is the one that they are. */
const BROWSERS: readonly (readonly [string, string])[] = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS: readonly (readonly [string, string])[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Macintosh', 'macOS'],
  ['Linux', 'Linux'],
];

/**
 * A few words by which somebody knows what they signed in with again, such as "Firefox on Linux" or "curl".
 * @param userAgent as the client sent it; null where there is nothing to tell
 */
export function clientLabel(userAgent: string | undefined): string | null {
  const told = firstCharacters(userAgent ?? '', MAX_READ);
  const browser = nameIn(told, BROWSERS);
  const system = nameIn(told, SYSTEMS);
  if (browser) return system ? `${browser} on ${system}` : browser;
  // A program: what it is called, without its version and whatever follows.
  const [program = ''] = told.trim().split(/[\s/(;]/);
  const name = firstCharacters(program.replace(/[^\p{L}\p{N}._-]/gu, ''), MAX_LABEL);
  return name === '' ? null : name;
}

const nameIn = (told: string, names: typeof BROWSERS): string | null =>
  names.find(([mark]) => told.includes(mark))?.[1] ?? null;
