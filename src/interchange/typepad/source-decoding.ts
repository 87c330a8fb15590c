import { isUtf8 } from 'node:buffer';
import type { ExportEvent } from './export-event';

const windows1252 = new TextDecoder('windows-1252');

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
      text += isUtf8(part) ? part.toString() : windows1252.decode(part);
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

function note(repair: Repair, line: number): void {
  if (repair.count === 0) repair.firstLine = line;
  repair.count += 1;
}

function fault({ count, firstLine }: Repair, what: string): ExportEvent {
  const reason = count === 1 ? `This line is ${what}.` : `${count} lines from here on are ${what}.`;
  return { kind: 'FAULT', line: firstLine, reason, isRepaired: true };
}
