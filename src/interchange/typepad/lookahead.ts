import {
  isBlank,
  isCutHeader,
  isCutSection,
  isCutSeparator,
  isEntryEnd,
  isEntryKey,
  isSectionEnd,
  keyOf,
  sectionOf,
  type Section,
} from './grammar';
import { withoutMark } from './line-bytes';

/** How much may stand between a separator and the section header that proves it: the longest header of an entry. */
export const MAX_LOOKAHEAD_BYTES = 256 * 1024;

export interface Line {
  readonly number: number;
  readonly bytes: Buffer;
}

export type Verdict = { readonly is: 'HELD' } | { readonly is: 'TEXT' } | Proven;

/** What the lines that were held turned out to end. */
export type Proven =
  | { readonly is: 'SECTION'; readonly section: Section }
  | {
      readonly is: 'ENTRY';
      readonly endLine: number;
      readonly header: readonly Line[];
      readonly section: Section;
    }
  /** Another entry, whose header begins with those lines. */
  | { readonly is: 'HEADER'; readonly endLine: number; readonly header: readonly Line[] };

/** What was held when the file ended. */
export type Ending =
  | { readonly is: 'TEXT' | 'SECTION_END' }
  | { readonly is: 'ENTRY_END'; readonly endLine: number }
  /** Cut off in the header of another entry, or right behind it. */
  | { readonly is: 'HEADER'; readonly endLine: number; readonly header: readonly Line[] | null };

const HELD: Verdict = { is: 'HELD' };
const TEXT: Verdict = { is: 'TEXT' };

/**
 * Separators are not escaped: lines that look like one are held until what follows proves them, or shows that they are
 * text. No line is looked at twice, however many separators follow each other.
 */
export class Lookahead {
  private held: Line[] = [];
  private heldBytes = 0;
  private released: Line[] = [];
  /** Where in what is held the last "-----" stands, the "--------", and the "-----" after its header. */
  private sectionEnd: number | null = null;
  private entryEnd: number | null = null;
  private headerEnd: number | null = null;
  private hasKnownKey = false;
  private hasUnknownKey = false;
  private isCut = false;
  private likenesses: number[] = [];

  get isHolding(): boolean {
    return this.held.length > 0;
  }

  /** Takes a line while some are held, or one that begins with "-----". */
  offer(line: Line): Verdict {
    const written = line.bytes.toString('latin1');
    if (this.heldBytes + line.bytes.length > MAX_LOOKAHEAD_BYTES) this.fail();
    if (isEntryEnd(written)) return this.holdEntryEnd(line);
    if (isSectionEnd(written)) return this.holdSectionEnd(line);
    if (!this.isHolding) return TEXT;
    if (isBlank(written)) return this.hold(line);
    if (this.entryEnd === null || this.headerEnd !== null) return this.judge(written);
    return this.isHeaderLine(line) ? this.holdHeaderLine(line) : this.fail();
  }

  /** The lines that turned out to be text; they come before the line that was offered last. */
  takeReleased(): Line[] {
    const { released } = this;
    this.released = [];
    return released;
  }

  /** The lines that look like the end of an entry before another, and turned out to be text. */
  takeLikenesses(): number[] {
    const { likenesses } = this;
    this.likenesses = [];
    return likenesses;
  }

  /** A file may be cut off anywhere: what is left of a header must not become words of somebody. */
  isCutBy(rest: string): boolean {
    if (!this.isHolding || rest === '') return false;
    const isInHeader = this.entryEnd !== null && this.headerEnd === null;
    if (this.sectionEnd === null) this.isCut = isCutSeparator(rest);
    else this.isCut = isInHeader ? isCutHeader(rest) : isCutSection(rest);
    return this.isCut;
  }

  end(): Ending {
    const ending = this.ending();
    if (ending.is === 'TEXT') this.fail();
    else this.clear();
    return ending;
  }

  fail(): Verdict {
    this.noteLikeness();
    this.released = this.released.concat(this.held);
    this.clear();
    return TEXT;
  }

  private ending(): Ending {
    if (this.entryEnd === null) return { is: this.sectionEnd === null ? 'TEXT' : 'SECTION_END' };
    const { endLine } = this;
    const hasKeys = this.hasKnownKey || this.hasUnknownKey || this.isCut;
    if (!hasKeys) return { is: 'ENTRY_END', endLine };
    // A header is not cut off where no section was ended before it: that is text.
    if (this.sectionEnd === null) return this.endingOfText();
    return { is: 'HEADER', endLine, header: this.headerEnd === null ? null : this.header() };
  }

  private endingOfText(): Ending {
    if (this.headerEnd === null) return { is: 'TEXT' };
    this.releaseTo(this.headerEnd);
    return { is: 'SECTION_END' };
  }

  private holdEntryEnd(line: Line): Verdict {
    // The "-----" after what looked like a header may be the end of the section.
    if (this.headerEnd !== null) this.releaseTo(this.headerEnd);
    else if (this.entryEnd !== null) this.fail();
    this.entryEnd = this.held.length;
    return this.hold(line);
  }

  private holdSectionEnd(line: Line): Verdict {
    if (this.entryEnd !== null && this.headerEnd === null && this.isHeader()) {
      this.headerEnd = this.held.length;
      return this.hold(line);
    }
    this.fail();
    this.sectionEnd = 0;
    return this.hold(line);
  }

  private judge(written: string): Verdict {
    const section = sectionOf(written);
    if (section === null) return this.fail();
    const verdict: Verdict =
      this.entryEnd === null
        ? { is: 'SECTION', section }
        : {
            is: 'ENTRY',
            endLine: this.endLine,
            header: this.header(),
            section,
          };
    this.clear();
    return verdict;
  }

  private isHeaderLine({ bytes }: Line): boolean {
    const isFirst = !this.hasKnownKey && !this.hasUnknownKey;
    const key = keyOf((isFirst ? withoutMark(bytes) : bytes).toString('latin1'));
    if (key === null) return false;
    if (isEntryKey(key)) this.hasKnownKey = true;
    else this.hasUnknownKey = true;
    return true;
  }

  /** Where no "-----" was before it, only a header of nothing but known keys is one. */
  private isHeader(): boolean {
    return this.hasKnownKey && (this.sectionEnd !== null || !this.hasUnknownKey);
  }

  private header(): Line[] {
    const lines = this.held.slice((this.entryEnd ?? 0) + 1, this.headerEnd ?? undefined);
    return lines.filter(({ bytes }) => !isBlank(bytes.toString('latin1')));
  }

  private hold(line: Line): Verdict {
    this.held.push(line);
    this.heldBytes += line.bytes.length;
    return HELD;
  }

  private holdHeaderLine(line: Line): Verdict {
    this.hold(line);
    if (!this.hasKnownKey || !this.isBehindSectionEnd) return HELD;
    // No text has both separators and a field: whatever else is in the header, it is one.
    const verdict: Verdict = { is: 'HEADER', endLine: this.endLine, header: this.header() };
    this.clear();
    return verdict;
  }

  /** Whether the "--------" stands right under the "-----" that ends a section, as it does in every export. */
  private get isBehindSectionEnd(): boolean {
    return this.sectionEnd !== null && this.entryEnd === this.sectionEnd + 1;
  }

  private get endLine(): number {
    return this.held[this.entryEnd ?? -1]?.number ?? 0;
  }

  private noteLikeness(): void {
    const isLike = this.hasKnownKey || this.isBehindSectionEnd;
    if (this.entryEnd !== null && isLike) this.likenesses.push(this.endLine);
  }

  private releaseTo(index: number): void {
    this.noteLikeness();
    const { held } = this;
    this.clear();
    this.released = this.released.concat(held.slice(0, index));
    this.held = held.slice(index);
    this.heldBytes = this.held.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.sectionEnd = 0;
  }

  private clear(): void {
    this.held = [];
    this.heldBytes = 0;
    this.sectionEnd = null;
    this.entryEnd = null;
    this.headerEnd = null;
    this.hasKnownKey = false;
    this.hasUnknownKey = false;
    this.isCut = false;
  }
}
