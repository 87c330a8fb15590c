import { isEntryEnd, isSectionEnd, SECTION_END, type Section } from './grammar';
import { MAX_LINE_BYTES } from './line-cutter';
import { Lookahead } from './lookahead';

/**
 * A text in which nothing ends its own section. Nothing is escaped in an export, so a comment could forge others on its
 * post: where it tries to, its separators are written as entities of HTML, which show the same.
 * @param next what follows the text in its entry; null where the entry ends
 */
export function guardedText(text: string, next: Section | null): string {
  if (!text.includes(SECTION_END) || !isForging(text, next)) return text;
  const lines = text.split('\n');
  return lines.map((line) => (isSeparator(line) ? line.replace('-', '&#45;') : line)).join('\n');
}

function isForging(text: string, next: Section | null): boolean {
  const lookahead = new Lookahead();
  for (const line of text.split('\n')) if (isProof(lookahead, line)) return true;
  return next !== null && !isProof(lookahead, SECTION_END) && endsEntry(lookahead, next);
}

function isProof(lookahead: Lookahead, line: string): boolean {
  if (!lookahead.isHolding && !line.startsWith(SECTION_END)) return false;
  const bytes = Buffer.from(`${line}\n`);
  const { is } =
    bytes.length > MAX_LINE_BYTES ? lookahead.fail() : lookahead.offer({ number: 0, bytes });
  lookahead.takeReleased();
  return is !== 'HELD' && is !== 'TEXT';
}

/** The true end of the section follows: it must not be taken for that of a header that the text ends with. */
function endsEntry(lookahead: Lookahead, next: Section): boolean {
  return lookahead.offer({ number: 0, bytes: Buffer.from(`${next}:\n`) }).is === 'ENTRY';
}

const isSeparator = (line: string): boolean => isSectionEnd(line) || isEntryEnd(line);
