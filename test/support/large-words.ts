import { randomBytes } from 'node:crypto';

/**
 * Words as long as a comment may have, unlike any others: what is nearly the same again and again is held.
 * @param character of which most of it is
 */
export const largeWords = (character: string): string =>
  `${drawnWord()} ${character.repeat(9_900)}`;

/** Letters alone: figures tell no words apart. */
const drawnWord = (): string =>
  Array.from(randomBytes(16), (byte) => String.fromCharCode(0x61 + (byte % 26))).join('');
