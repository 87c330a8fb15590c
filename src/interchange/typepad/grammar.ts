import type { Field, TextSection } from './export-event';

/** What may stand in the header of an entry. */
const ENTRY_KEYS: ReadonlySet<string> = new Set([
  ...['AUTHOR', 'AUTHOR EMAIL', 'AUTHOR URL', 'TITLE', 'BASENAME', 'STATUS', 'DATE', 'UNIQUE URL'],
  ...['ALLOW COMMENTS', 'ALLOW PINGS', 'CONVERT BREAKS', 'NO ENTRY', 'IMAGE', 'TAGS'],
  ...['CATEGORY', 'CATEGORIES', 'PRIMARY CATEGORY'],
]);
const COMMENT_KEYS: ReadonlySet<string> = new Set(['AUTHOR', 'EMAIL', 'IP', 'URL', 'DATE']);
const PING_KEYS: ReadonlySet<string> = new Set(['TITLE', 'URL', 'IP', 'BLOG NAME', 'DATE']);
const SECTIONS = ['BODY', 'EXTENDED BODY', 'EXCERPT', 'KEYWORDS', 'COMMENT', 'PING'] as const;

const FIELD = /^([A-Z][A-Z0-9 _-]{0,39}):/;
/** Anchored at their beginning, so that no line takes longer than its length. */
const SECTION_END_LINE = /^-----[ \t\r\n]*$/;
const ENTRY_END_LINE = /^--------[ \t\r\n]*$/;
const SECTION_LINE = /^([A-Z ]{4,13}):[ \t\r\n]*$/;

export type Section = TextSection | 'COMMENT' | 'PING';

export const SECTION_END = '-----';
export const ENTRY_END = '--------';

/** No-break spaces are text: the same line must mean the same in every encoding. */
export const isBlank = (line: string): boolean => /^[ \t\r\n]*$/.test(line);
export const isSectionEnd = (line: string): boolean => SECTION_END_LINE.test(line);
export const isEntryEnd = (line: string): boolean => ENTRY_END_LINE.test(line);
export const isEntryKey = (key: string): boolean => ENTRY_KEYS.has(key);

/** Which section a line such as "BODY:" begins. */
export function sectionOf(line: string): Section | null {
  const name = SECTION_LINE.exec(line)?.[1];
  return SECTIONS.find((section) => section === name) ?? null;
}

/** The name of the field that a line is written as, known or not. */
export const keyOf = (line: string): string | null => FIELD.exec(line)?.[1] ?? null;

/** Reads a line as a field of any name. */
export function fieldOf(written: string, line: number): Field | null {
  const key = keyOf(written);
  if (key === null) return null;
  const value = written.slice(key.length + 1).replace(/\r?\n?$/, '');
  return { key, value: value.startsWith(' ') ? value.slice(1) : value, line };
}

/** The keys that may lead a section, each once. */
export function leadingKeysOf(section: Section): ReadonlySet<string> {
  if (section === 'COMMENT') return COMMENT_KEYS;
  return section === 'PING' ? PING_KEYS : NONE;
}
const NONE: ReadonlySet<string> = new Set();

/** Whether a file that ends with this was cut off in the line that begins a section, or ends an entry. */
export const isCutSection = (rest: string): boolean =>
  [ENTRY_END, ...SECTIONS.map((section) => `${section}:`)].some((full) => isCut(full, rest));

/** The same of the header of an entry. */
export const isCutHeader = (rest: string): boolean =>
  isCut(SECTION_END, rest) || [...ENTRY_KEYS].some((key) => key.startsWith(rest));

export const isCutSeparator = (rest: string): boolean => rest !== '' && isCut(SECTION_END, rest);

const isCut = (full: string, rest: string): boolean => full !== rest && full.startsWith(rest);
