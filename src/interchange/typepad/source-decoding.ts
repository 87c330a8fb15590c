import { isUtf8 } from 'node:buffer';
import type { ExportEvent } from './export-event';

/** What Windows-1252 has from 0x80 to 0x9f. Not a TextDecoder: Node's takes it for Latin-1, https://github.com/nodejs/node/issues/56542 */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

interface Repair {
  count: number;
  firstLine: number;
}

/**
 * Decodes what is kept. Files of many years mix encodings, so each line that is not UTF-8 is taken for Windows-1252,
 * which is Latin-1 with quotation marks; NUL, which Postgres does not keep, becomes U+FFFD. Both are told once.
 */
export class SourceDecoding {
  private readonly recoded: Repair = { count: 0, firstLine: 0 };
  private readonly replaced: Repair = { count: 0, firstLine: 0 };

  /** @param line on which the bytes begin */
  decode(bytes: Buffer, line: number): string {
    const text = isUtf8(bytes) ? bytes.toString() : this.byLines(bytes, line);
    return bytes.includes(0) ? this.withoutNul(text, line) : text;
  }

  *repairs(): Generator<ExportEvent> {
    const { recoded, replaced } = this;
    if (recoded.count > 0) yield fault(recoded, 'not UTF-8: read as Windows-1252 (Latin-1)');
    if (replaced.count > 0) yield fault(replaced, 'damaged by NUL characters: each became U+FFFD');
  }

  private byLines(bytes: Buffer, line: number): string {
    let text = '';
    let number = line;
    for (let start = 0; start < bytes.length; number += 1) {
      const end = bytes.indexOf('\n', start) + 1 || bytes.length;
      const part = bytes.subarray(start, end);
      if (!isUtf8(part)) note(this.recoded, number);
      text += isUtf8(part) ? part.toString() : windows1252(part);
      start = end;
    }
    return text;
  }

  private withoutNul(text: string, line: number): string {
    for (const [index, part] of text.split('\n').entries())
      if (part.includes('\0')) note(this.replaced, line + index);
    return text.replaceAll('\0', '\ufffd');
  }
}

function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(
      /[\u0080-\u009f]/g,
      (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control,
    );
}

function note(repair: Repair, line: number): void {
  if (repair.count === 0) repair.firstLine = line;
  repair.count += 1;
}

function fault({ count, firstLine }: Repair, what: string): ExportEvent {
  const reason = count === 1 ? `This line is ${what}.` : `${count} lines from here on are ${what}.`;
  return { kind: 'FAULT', line: firstLine, reason, isRepaired: true };
}
