import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { BEGINNING, beginningOf, FileRefusal, sizeOf } from '../../source-file';
import { formOf } from './json-form';
import { JsonCutter, TOO_LONG, type JsonForm, type Piece } from './json-cutter';
import { syntaxErrorLine } from './syntax-line';
import { isActivityStreams } from '../reading/vocabulary';

/** One thing of a file, and the line on which it begins. */
export type SourceItem =
  | { readonly line: number; readonly value: unknown }
  /** What a collection says of itself: no activity. */
  | { readonly line: number; readonly value: unknown; readonly isHeader: true }
  /** Something that could not be read. */
  | { readonly line: number; readonly fault: string };

const CHUNK = 256 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NO_ACTIVITY_STREAMS = 'This is JSON, but no Activity Streams.';

/** A file of Activity Streams: one collection, or a value a line; which of them is told by what it holds. */
export class ActivityFile {
  /** How many bytes of the file have been read. */
  bytesRead = 0;

  private constructor(
    readonly path: string,
    readonly size: number,
    private readonly form: JsonForm,
    private readonly start: number,
  ) {}

  /**
   * Opens a file, and reads it once to see whether it can be imported: a document that breaks off must not be
   * discovered half-way.
   * @throws FileRefusal
   */
  static async open(path: string): Promise<ActivityFile> {
    const size = await sizeOf(path);
    const beginning = await beginningOf(path);
    const start = beginning.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    const text = beginning.subarray(start).toString();
    if (/^(\xff\xfe|\xfe\xff)/.test(beginning.subarray(0, 2).toString('latin1')))
      throw new FileRefusal('The file is UTF-16: turn it into UTF-8.', 1);
    if (text.trim() === '' && size <= BEGINNING) throw new FileRefusal('The file is empty.', 1);
    if (text.trimStart().startsWith('['))
      throw new FileRefusal(
        'This is a JSON array. Activity Streams are a collection, or lines.',
        1,
      );
    const file = new ActivityFile(path, size, formOf(text), start);
    await file.check();
    return file;
  }

  /** Everything in the file, in its order. */
  async *items(): AsyncGenerator<SourceItem> {
    this.bytesRead = this.start;
    for await (const piece of this.pieces()) yield itemOf(piece);
  }

  private async *pieces(): AsyncGenerator<Piece> {
    const cutter = new JsonCutter(this.form);
    const stream = createReadStream(this.path, { start: this.start, highWaterMark: CHUNK });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      yield* cutter.cut(chunk);
      this.bytesRead += chunk.length;
    }
    yield* cutter.end();
  }

  /** @throws FileRefusal when a document is broken anywhere, or nothing in the file is Activity Streams */
  private async check(): Promise<void> {
    let refusal: FileRefusal | null = null;
    let isRight = false;
    for await (const piece of this.pieces()) {
      const item = itemOf(piece);
      if (!('fault' in item)) {
        isRight ||= isActivityStreams(item.value);
        // Of lines, those that are broken are passed over later, one by one.
        if (isRight && this.form === 'LINES') return;
        if (!isRight && !('isHeader' in item))
          refusal ??= new FileRefusal(NO_ACTIVITY_STREAMS, item.line);
      } else if (this.form === 'DOCUMENT' && item.fault !== TOO_LONG)
        throw new FileRefusal(item.fault, await this.faultLine(piece));
      else refusal ??= new FileRefusal(item.fault, item.line);
    }
    if (!isRight) throw refusal ?? new FileRefusal(NO_ACTIVITY_STREAMS, 1);
  }

  /** A piece ends where it was cut, whatever was cut out of it before. */
  private async faultLine({ bytes, lastLine, fault }: Piece): Promise<number> {
    if (fault !== null) return lastLine;
    const text = bytes.toString();
    return lastLine - (text.split('\n').length - 1 - (await syntaxErrorLine(text)));
  }
}

function itemOf({ line, kind, bytes, fault }: Piece): SourceItem {
  if (fault !== null) return { line, fault };
  if (!isUtf8(bytes)) return { line, fault: 'This is not UTF-8.' };
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return kind === 'HEADER' ? { line, value, isHeader: true } : { line, value };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { line, fault: `This is not JSON: ${reasonOf(error)}.` };
    throw error;
  }
}

/** V8 counts lines within the piece, and quotes what may be long or odd. */
const reasonOf = ({ message }: SyntaxError): string =>
  message
    .replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, '')
    .replace(/ \(line \d+ column \d+\)$/, '')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
