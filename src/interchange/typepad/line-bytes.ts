import { MAX_LINE_BYTES } from './line-cutter';

const LF = 0x0a;
const DASH = 0x2d;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const BREAK_AND_DASHES = Buffer.from('\n-----');

/** Before it is decoded: the line may be of another encoding than its mark. */
export const withoutMark = (line: Buffer): Buffer =>
  line.subarray(0, 3).equals(BYTE_ORDER_MARK) ? line.subarray(3) : line;

/** Whether it is too long to be looked at. */
export const isLong = (line: Buffer): boolean =>
  line.length > MAX_LINE_BYTES || (line.length === MAX_LINE_BYTES && line.at(-1) !== LF);

export function hasDashes(bytes: Buffer, start: number): boolean {
  for (let index = start; index < start + 5; index += 1) if (bytes[index] !== DASH) return false;
  return true;
}

/** Where a line may be no text, at the earliest. */
export function wordsEnd(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(BREAK_AND_DASHES, start);
  return found === -1 ? bytes.length : found + 1;
}

export function lineEnd(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(LF, start);
  return found === -1 ? bytes.length : found + 1;
}

export function countBreaks(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte === LF) count += 1;
  return count;
}
