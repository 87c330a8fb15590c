import { createReadStream } from 'node:fs';
import { beginningOf, FileRefusal, sizeOf } from '../source-file';
import type { ExportEvent } from './export-event';
import { readExport } from './export-reading';
import { fieldOf, isEntryKey } from './grammar';

const CHUNK = 256 * 1024;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** What is sent for an export by mistake, and what to do with it. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'The file is empty.'],
  [/^PK[\u0003\u0005]/, 'This is a zip archive: unpack it, and import the text files in it.'],
  [/^\u001f\u008b/, 'The file is packed with gzip: unpack it with gunzip, then import it.'],
  [/^(\u00ff\u00fe|\u00fe\u00ff)/, 'The file is UTF-16: turn it into UTF-8.'],
  [/^([^\0]\0){4}|^(\0[^\0]){4}/, 'The file is UTF-16: turn it into UTF-8.'],
  [/^\s*<(!doctype html|html|head|body)\b/i, 'This is a web page: get the export file itself.'],
  [/^\s*<\?xml/i, 'This is XML, and no Typepad export.'],
  [/^\s*[{[]/, 'This is JSON, and no Typepad export.'],
  [/^(?=[^\n]*$)[^\r]*\r/, 'Its lines end with CR alone: let them end with LF.'],
];
const NO_EXPORT =
  'This is no Typepad export: it begins with no field of an entry, such as "TITLE: A day out".';

/** A file with a Typepad export, of any size. */
export class ExportFile {
  private constructor(
    private readonly path: string,
    readonly size: number,
  ) {}

  /**
   * Looks at the beginning of a file.
   * @throws FileRefusal when it cannot be read, or is something else
   */
  static async open(path: string): Promise<ExportFile> {
    const size = await sizeOf(path);
    const beginning = (await beginningOf(path)).toString('latin1').replace(BYTE_ORDER_MARK, '');
    const [, refusal] = OTHERS.find(([pattern]) => pattern.test(beginning)) ?? [];
    if (refusal !== undefined) throw new FileRefusal(`${path}: ${refusal}`);
    if (!beginning.split('\n').some(isEntryField)) throw new FileRefusal(`${path}: ${NO_EXPORT}`);
    return new ExportFile(path, size);
  }

  /** Everything in the file, in its order. */
  events(): AsyncGenerator<ExportEvent> {
    return eventsOfFile(this.path, () => undefined);
  }
}

/**
 * Everything in a file of which is known what it is.
 * @param onRead told after every chunk how many bytes have been read
 */
export function eventsOfFile(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<ExportEvent> {
  return readExport(createReadStream(path, { highWaterMark: CHUNK }), { onRead });
}

const isEntryField = (line: string): boolean => isEntryKey(fieldOf(line, 0)?.key ?? '');
