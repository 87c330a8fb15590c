import type { Portion } from './portion';

/** Portions that one thread hands to another together, as each message has its price. */
export interface PortionGroup {
  readonly portions: readonly Portion[];
  /** Of all files, as far as the portions tell of them. */
  readonly bytesRead: number;
  /** What its texts take, in characters: whoever has it at last says so, and more is read. */
  readonly length: number;
  readonly isLast: boolean;
}

/** A group is handed over once it is as long. */
export const GROUP_LENGTH = 128 * 1024;

/** So much may be on its way, but for the portion that passes it: then no more is read. */
export const MAX_LENGTH_ON_ITS_WAY = 512 * 1024;

/** Beside its texts, a comment has its signature. */
const SIGNATURE_LENGTH = 256;

export function lengthOf({ sections, comments }: Portion): number {
  let length = SIGNATURE_LENGTH;
  for (const { text } of sections) length += text.length;
  for (const { body, bodyHtml } of comments)
    length += body.length + bodyHtml.length + SIGNATURE_LENGTH;
  return length;
}
