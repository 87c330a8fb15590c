import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no letter is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 16 letters of 5 bits. */
const LENGTH = 16;

/** A random code of 80 bits, in groups of four letters for people to copy. */
export function drawCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS.charAt(byte % LETTERS.length));
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a code. It is good for one claim alone. */
export const hashCode = (claimId: number, code: string): string =>
  createHash('sha256')
    .update(`${claimId} ${spelled(code)}`)
    .digest('base64url');

/** Takes as long whatever the code is. */
export function isCodeOf(hash: string, claimId: number, code: string): boolean {
  const given = Buffer.from(hashCode(claimId, code));
  const stored = Buffer.from(hash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** As people copy it: in any case, with or without hyphens, and with letters that look like figures. */
function spelled(code: string): string {
  return code
    .slice(0, 100)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
