import type { DomainError } from '../../errors';
import { tooComplex } from './too-complex';

/** Objects and lists in each other: no input has ten. Many take long to be parsed, and to be thrown away. */
const MAX_NESTING = 50;
/** Objects, lists, and what is in them: no list of an input may have more than a hundred. */
const MAX_VALUES = 2_000;

const [QUOTE, BACKSLASH, COMMA] = charCodes('"\\,');
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = charCodes('[]{}');

/** @returns why a text is not to be parsed: it is too deep, or has too many values; null if it may be */
export function faultOfJson(text: string): DomainError | null {
  let nesting = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    const opens = code === OPEN_LIST || code === OPEN_OBJECT;
    if (opens) nesting += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) nesting -= 1;
    if (opens || code === COMMA) values += 1;
    // Nobody counts on: the rest may be long.
    if (nesting > MAX_NESTING)
      return tooMuch('objects and lists in each other', MAX_NESTING, { nesting });
    if (values > MAX_VALUES) return tooMuch('values', MAX_VALUES, { values });
  }
  return null;
}

/** @returns where the quote is that ends the text which begins with one */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE)
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

const tooMuch = (what: string, limit: number, counted: Readonly<Record<string, number>>) =>
  tooComplex(`Its JSON has more than ${limit} ${what}; ${limit} are allowed.`, {
    ...counted,
    limit,
  });

function charCodes(characters: string): readonly number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}
