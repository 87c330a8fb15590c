import { hash } from 'node:crypto';

/** Of that many characters: 144 bits. */
const LENGTH = 24;

/** A digest of several texts, in which none can pass for a part of another. */
export function digestOf(...texts: readonly string[]): string {
  let joined = '';
  for (const text of texts) joined += `${text.length}:${text}`;
  return hash('sha256', joined, 'base64url').slice(0, LENGTH);
}

/** 48 bits of a digest, as a number above 0. */
export const numberOf = (digest: string): number =>
  Buffer.from(digest.slice(0, 8), 'base64url').readUIntBE(0, 6) + 1;
