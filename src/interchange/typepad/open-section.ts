import { ByteGatherer } from '../byte-gatherer';
import type { ExportEvent, Field } from './export-event';
import { fieldOf, keyOf, leadingKeysOf, type Section } from './grammar';
import type { Line } from './lookahead';
import type { SourceDecoding } from './source-decoding';

const LF = 0x0a;
const CR = 0x0d;
const MIB = 1024 * 1024;
const NO_KEYS: ReadonlySet<string> = new Set();

/** The section that is being read: the fields that lead it, and its text. */
export class OpenSection {
  private section: Section = 'BODY';
  private startLine = 0;
  private fields: Field[] = [];
  /** Those that may still lead it: a key seen twice starts the text. */
  private keys = NO_KEYS;
  private text: ByteGatherer;
  private textLine: number | null = null;

  constructor(
    private readonly decoding: SourceDecoding,
    private readonly maxTextBytes: number,
  ) {
    this.text = new ByteGatherer(maxTextBytes);
  }

  /** Whether its words are the entry's own, not those of a comment. */
  get isOfEntry(): boolean {
    return this.section !== 'COMMENT' && this.section !== 'PING';
  }

  /** Whether whatever comes now is text. */
  get isInText(): boolean {
    return this.keys.size === 0 || this.textLine !== null;
  }

  begin(section: Section, line: number): void {
    this.section = section;
    this.startLine = line;
    this.fields = [];
    this.keys = leadingKeysOf(section);
    this.text = new ByteGatherer(this.maxTextBytes);
    this.textLine = null;
  }

  read(line: Line): void {
    if (this.isField(line)) {
      const field = fieldOf(this.decoding.decode(line.bytes, line.number), line.number);
      if (field) this.fields.push(field);
    } else this.addText(line.bytes, line.number);
  }

  private isField({ bytes }: Line): boolean {
    if (this.isInText) return false;
    const key = keyOf(bytes.toString('latin1'));
    return key !== null && this.keys.has(key) && !this.fields.some((field) => field.key === key);
  }

  addText(bytes: Buffer, line: number): void {
    this.textLine ??= line;
    this.text.add(bytes);
  }

  /** Where the file ends before it does. */
  *cut(): Generator<ExportEvent> {
    const reason = `The file ends in this ${this.section}, which is passed over: get the file whole.`;
    yield { kind: 'FAULT', line: this.startLine, reason };
  }

  *end(): Generator<ExportEvent> {
    const { section, startLine: line, fields } = this;
    if (this.text.isTooLong) {
      const limit = `${Math.ceil(this.maxTextBytes / MIB)} MiB`;
      yield {
        kind: 'FAULT',
        line,
        reason: `This ${section} is longer than ${limit}: passed over.`,
      };
    } else {
      const bytes = withoutBreak(this.text.take());
      const text = this.decoding.decode(bytes, this.textLine ?? line);
      if (section === 'COMMENT' || section === 'PING') yield { kind: section, line, fields, text };
      else yield { kind: 'SECTION', line, section, text };
    }
    this.text = new ByteGatherer(this.maxTextBytes);
  }
}

function withoutBreak(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== LF) return bytes;
  return bytes.subarray(0, bytes.at(-2) === CR ? -2 : -1);
}
