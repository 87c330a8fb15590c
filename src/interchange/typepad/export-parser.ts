import type { ExportEvent, Field } from './export-event';
import {
  fieldOf,
  isBlank,
  isCutHeader,
  isEntryEnd,
  isEntryKey,
  isSectionEnd,
  sectionOf,
} from './grammar';
import { countBreaks, hasDashes, isLong, lineEnd, withoutMark, wordsEnd } from './line-bytes';
import { LineCutter } from './line-cutter';
import { Lookahead, MAX_LOOKAHEAD_BYTES, type Line, type Proven } from './lookahead';
import { OpenSection } from './open-section';
import { SourceDecoding } from './source-decoding';
import { StrayLines } from './stray-lines';

const NO_ENTRY = 'The file holds no entry of a Typepad export.';
const CUT_HEADER = 'The file ends in the header of an entry, which is passed over: get it whole.';
const CUT_ENTRY = 'The file ends in the middle of an entry: get it whole, and import it again.';
const NO_END = 'The file ends without the line that ends its last entry: it may have been cut off.';

const LIKENESS =
  'This looks like the end of an entry, but what follows like no other: it is kept as words.';

const CUT = { isCut: true } as const;

/** OUTSIDE: of any entry. BETWEEN: in an entry, behind a separator that no section followed. */
type Place = 'OUTSIDE' | 'HEADER' | 'BETWEEN' | 'SECTION';

/**
 * Parses an export as it is read. Of a text only lines that begin with dashes, and those that follow them, are looked at
 * one by one. What stands outside of sections is read line by line, and what is nothing known is told.
 */
export class ExportParser {
  private readonly cutter = new LineCutter();
  private readonly decoding = new SourceDecoding();
  private readonly lookahead = new Lookahead();
  private readonly stray = new StrayLines();
  private readonly section: OpenSection;
  private place: Place = 'OUTSIDE';
  private header: Field[] = [];
  private headerBytes = 0;
  private hasEntry = false;
  private line = 1;

  constructor(maxTextBytes: number) {
    this.section = new OpenSection(this.decoding, maxTextBytes);
  }

  *push(chunk: Buffer): Generator<ExportEvent> {
    for (const { kind, bytes } of this.cutter.cut(chunk))
      if (kind === 'LINES') yield* this.readLines(bytes);
      else this.readWords(bytes);
  }

  *end(): Generator<ExportEvent> {
    for (const { bytes } of this.cutter.end())
      if (!this.isCutBy(bytes.toString('latin1'))) yield* this.readLines(bytes);
    yield* this.stray.end();
    yield* this.endFile();
    yield* this.decoding.repairs();
  }

  /** What is left of what follows a separator must not make words of it. */
  private isCutBy(rest: string): boolean {
    return this.place === 'HEADER' ? isCutHeader(rest) : this.lookahead.isCutBy(rest);
  }

  private *readLines(bytes: Buffer): Generator<ExportEvent> {
    for (let start = 0; start < bytes.length;) {
      const isWords = this.isInWords && !hasDashes(bytes, start);
      const part = bytes.subarray(start, isWords ? wordsEnd(bytes, start) : lineEnd(bytes, start));
      if (isWords || isLong(part)) this.readWords(part);
      else {
        const line = { bytes: part, number: this.line };
        // Most lines are fields, and no event by themselves.
        if (this.isPlain(part)) this.section.read(line);
        else yield* this.readLine(line);
        this.line += 1;
      }
      start += part.length;
    }
  }

  /** Text, of which no line can be anything else. */
  private get isInWords(): boolean {
    return this.place === 'SECTION' && this.section.isInText && !this.lookahead.isHolding;
  }

  private isPlain(line: Buffer): boolean {
    return this.place === 'SECTION' && !this.lookahead.isHolding && !hasDashes(line, 0);
  }

  /** What begins with no dashes, or is too long a line to be looked at. */
  private readWords(bytes: Buffer): void {
    if (this.place === 'SECTION') {
      this.lookahead.fail();
      this.addReleased();
      this.section.addText(bytes, this.line);
    } else this.stray.add(this.line);
    this.line += countBreaks(bytes);
  }

  private *readLine(line: Line): Generator<ExportEvent> {
    if (this.place === 'SECTION') yield* this.readSectionLine(line);
    else {
      const bytes = this.place === 'OUTSIDE' ? withoutMark(line.bytes) : line.bytes;
      yield* this.readOutside(this.decoding.decode(bytes, line.number), line);
    }
  }

  private *readOutside(written: string, line: Line): Generator<ExportEvent> {
    if (isBlank(written)) return;
    if (isEntryEnd(written)) yield* this.endEntryWithoutSection(line.number);
    else if (isSectionEnd(written)) yield* this.endHeader();
    else if (this.place === 'BETWEEN') yield* this.beginSection(written, line.number);
    else yield* this.readHeaderLine(written, line);
  }

  private *readSectionLine(line: Line): Generator<ExportEvent> {
    const verdict = this.lookahead.offer(line);
    this.addReleased();
    yield* this.likenesses();
    if (verdict.is === 'TEXT') this.section.addText(line.bytes, line.number);
    else if (verdict.is !== 'HELD') yield* this.follow(verdict, line.number);
  }

  private *follow(verdict: Proven, line: number): Generator<ExportEvent> {
    yield* this.section.end();
    if (verdict.is !== 'SECTION') yield { kind: 'ENTRY_END', line: verdict.endLine };
    if (verdict.is === 'HEADER') {
      this.place = 'HEADER';
      for (const { bytes, number } of verdict.header)
        yield* this.readLine({ bytes: withoutMark(bytes), number });
      return;
    }
    if (verdict.is === 'ENTRY') yield this.entryOf(verdict.header);
    this.section.begin(verdict.section, line);
  }

  private *likenesses(): Generator<ExportEvent> {
    for (const line of this.lookahead.takeLikenesses())
      yield { kind: 'FAULT', line, reason: LIKENESS, isRepaired: true };
  }

  private entryOf(lines: readonly Line[]): ExportEvent {
    const fields = lines.flatMap(({ bytes, number }) => {
      const field = fieldOf(this.decoding.decode(withoutMark(bytes), number), number);
      return field ? [field] : [];
    });
    return { kind: 'ENTRY', line: lines[0]?.number ?? this.line, fields };
  }

  private addReleased(): void {
    for (const { bytes, number } of this.lookahead.takeReleased())
      this.section.addText(bytes, number);
  }

  private *readHeaderLine(written: string, { bytes, number }: Line): Generator<ExportEvent> {
    const field = fieldOf(written, number);
    const isPart = field !== null && (this.place === 'HEADER' || isEntryKey(field.key));
    if (!isPart || this.headerBytes + bytes.length > MAX_LOOKAHEAD_BYTES) {
      this.stray.add(number);
      return;
    }
    yield* this.stray.end();
    this.place = 'HEADER';
    this.header.push(field);
    this.headerBytes += bytes.length;
  }

  private *endHeader(): Generator<ExportEvent> {
    if (this.place !== 'HEADER') return;
    yield* this.stray.end();
    yield { kind: 'ENTRY', line: this.header[0]?.line ?? this.line, fields: this.header };
    this.hasEntry = true;
    this.header = [];
    this.headerBytes = 0;
    this.place = 'BETWEEN';
  }

  private *endEntryWithoutSection(line: number): Generator<ExportEvent> {
    if (this.place === 'OUTSIDE') return;
    yield* this.endHeader();
    yield* this.stray.end();
    yield { kind: 'ENTRY_END', line };
    this.place = 'OUTSIDE';
  }

  private *beginSection(written: string, line: number): Generator<ExportEvent> {
    const section = sectionOf(written);
    if (section === null) {
      this.stray.add(line);
      return;
    }
    yield* this.stray.end();
    this.section.begin(section, line);
    this.place = 'SECTION';
  }

  private *endFile(): Generator<ExportEvent> {
    const { line } = this;
    if (this.place === 'SECTION') yield* this.endSectionAndFile();
    else if (this.place === 'HEADER') yield { kind: 'FAULT', line, reason: CUT_HEADER };
    else if (this.place === 'BETWEEN') {
      yield { kind: 'FAULT', line, reason: CUT_ENTRY };
      yield { kind: 'ENTRY_END', line, ...CUT };
    } else if (!this.hasEntry) yield { kind: 'FAULT', line: 1, reason: NO_ENTRY };
  }

  private *endSectionAndFile(): Generator<ExportEvent> {
    const { line } = this;
    const ending = this.lookahead.end();
    yield* this.likenesses();
    const isCut = ending.is === 'TEXT';
    // Half of a text would stay beside the whole of it, once the file is mended.
    yield* isCut ? this.section.cut() : this.section.end();
    if (isCut) yield { kind: 'FAULT', line, reason: CUT_ENTRY };
    if (ending.is === 'SECTION_END') yield { kind: 'FAULT', line, reason: NO_END };
    const endLine = 'endLine' in ending ? ending.endLine : line;
    yield { kind: 'ENTRY_END', line: endLine, ...(isCut && this.section.isOfEntry && CUT) };
    if (ending.is !== 'HEADER') return;
    if (ending.header) yield this.entryOf(ending.header);
    yield { kind: 'FAULT', line, reason: ending.header ? CUT_ENTRY : CUT_HEADER };
    if (ending.header) yield { kind: 'ENTRY_END', line, ...CUT };
  }
}
