import { ByteGatherer } from '../../byte-gatherer';

/** LINES: one value a line. DOCUMENT: one value, on as many lines as it likes. */
export type JsonForm = 'LINES' | 'DOCUMENT';

/** A value of a file, not parsed yet. */
export interface Piece {
  /** The lines on which it begins and ends, from 1. */
  readonly line: number;
  readonly lastLine: number;
  /** HEADER: a collection without its items, as far as it was read. */
  readonly kind: 'VALUE' | 'ITEM' | 'HEADER';
  readonly bytes: Buffer;
  /** Why the bytes are not there, or cannot be right. */
  readonly fault: string | null;
}

/** The longest value that is read. */
const MAX_VALUE_BYTES = 16 * 1024 * 1024;
/** Where the key of a list of items is looked for, before its bracket. */
const TAIL = 200;
const ITEMS = /"(?:orderedItems|items)"\s*:\s*$/;

const [LF, QUOTE, COMMA, BACKSLASH] = [0x0a, 0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const SPACE = 0x20;

export const TOO_LONG = 'It is longer than 16 MiB.';
const UNENDED_LIST = 'The file ends in the middle of a list of items.';
const UNENDED_LINE = 'The line ends in the middle of a list of items.';
const UNENDED_FILE = 'The file ends in the middle of it.';

/** What a byte means for the cutting. */
type Step = 'LINE' | 'LIST' | 'COMMA' | 'LIST_END' | null;

/**
 * Cuts a stream of JSON into values, and a collection into its items as they come, so that neither file nor collection
 * has to fit in the memory. It looks at brackets, strings, commas and line breaks only: JSON.parse judges each piece, and
 * what is left of a collection once its items are cut out.
 */
export class JsonCutter {
  private line = 1;
  private valueLine = 0;
  private itemLine = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isInItems = false;
  private hasItems = false;
  private isAfterComma = false;
  private readonly value = new ByteGatherer(MAX_VALUE_BYTES);
  private readonly item = new ByteGatherer(MAX_VALUE_BYTES);

  constructor(private readonly form: JsonForm) {}

  *cut(chunk: Buffer): Generator<Piece> {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const step = this.step(chunk[index] ?? 0);
      if (step === null) continue;
      this.gather(chunk.subarray(start, index));
      start = index;
      if (step === 'LIST') {
        if (!ITEMS.test(this.value.tail(TAIL))) continue;
        this.gather(chunk.subarray(index, index + 1));
        yield* this.beginItems();
      } else if (step === 'LINE') {
        yield* this.endValue(null);
        this.line += 1;
      } else yield* this.endItem(step === 'LIST_END');
      // The bracket that ends a list belongs to the collection.
      if (step !== 'LIST_END') start = index + 1;
    }
    this.gather(chunk.subarray(start));
  }

  /** The value that the stream ends with. */
  *end(): Generator<Piece> {
    const isBroken = this.isInString || this.depth > 0;
    // What is wrong with a document that ends elsewhere JSON.parse can say better.
    if (this.form === 'LINES') yield* this.endValue(isBroken ? UNENDED_FILE : null);
    else yield* this.endValue(this.isInItems ? UNENDED_LIST : null);
  }

  private *endValue(unended: string | null): Generator<Piece> {
    const { line: lastLine, valueLine: line, isInItems } = this;
    const kind = this.hasItems ? 'HEADER' : 'VALUE';
    const fault = this.value.isTooLong ? TOO_LONG : isInItems ? (unended ?? UNENDED_LINE) : unended;
    const bytes = this.value.take();
    this.item.take();
    this.valueLine = this.itemLine = this.depth = 0;
    this.isInString = this.isEscaped = this.isInItems = this.hasItems = this.isAfterComma = false;
    if (line !== 0) yield { line: isInItems ? lastLine : line, lastLine, kind, bytes, fault };
  }

  private step(byte: number): Step {
    if (byte === LF) {
      if (this.form === 'LINES') return 'LINE';
      this.line += 1;
      return null;
    }
    if (this.isInString) {
      if (this.isEscaped) this.isEscaped = false;
      else if (byte === BACKSLASH) this.isEscaped = true;
      else if (byte === QUOTE) this.isInString = false;
      return null;
    }
    return byte <= SPACE ? null : this.structure(byte);
  }

  private structure(byte: number): Step {
    if (this.valueLine === 0) this.valueLine = this.line;
    if (this.itemLine === 0) this.itemLine = this.line;
    switch (byte) {
      case QUOTE:
        this.isInString = true;
        return null;
      case OPEN_OBJECT:
      case OPEN_LIST:
        this.depth += 1;
        return byte === OPEN_LIST && this.depth === 2 && !this.isInItems ? 'LIST' : null;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        this.depth -= 1;
        return this.isInItems && this.depth === 1 ? 'LIST_END' : null;
      case COMMA:
        return this.isInItems && this.depth === 2 ? 'COMMA' : null;
      default:
        return null;
    }
  }

  private gather(part: Buffer): void {
    (this.isInItems ? this.item : this.value).add(part);
  }

  /** Tells what stands before the items: often whose they are. */
  private *beginItems(): Generator<Piece> {
    this.isInItems = this.hasItems = true;
    this.itemLine = 0;
    if (this.value.isTooLong) return;
    const bytes = Buffer.concat([this.value.peek(), Buffer.from(']}')]);
    yield { line: this.valueLine, lastLine: this.line, kind: 'HEADER', bytes, fault: null };
  }

  private *endItem(isLast: boolean): Generator<Piece> {
    const { itemLine: line, line: lastLine } = this;
    const fault = this.item.isTooLong ? TOO_LONG : null;
    const bytes = this.item.take();
    // An empty list has no item, but after a comma there must be one.
    const isNone = isLast && !this.isAfterComma && fault === null && isBlank(bytes);
    this.itemLine = 0;
    this.isAfterComma = !isLast;
    this.isInItems = !isLast;
    if (!isNone) yield { line, lastLine, kind: 'ITEM', bytes, fault };
  }
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte <= SPACE);
