import { Fault } from './fault';

/** A JSON object as a file holds it: nothing in it can be relied on. */
export type Json = Readonly<Record<string, unknown>>;

/** Keys must fit an index entry of every database. */
const MAX_ID_BYTES = 2_000;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON-LD writes a single value with its array or without. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const HALVES_OF_CHARACTERS = /\p{Surrogate}/gu;

/** A string without what a database cannot hold: U+0000, and halves of characters. Null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? wellFormed(value.replaceAll('\0', '')) : null;
}

const wellFormed = (text: string): string => text.replace(HALVES_OF_CHARACTERS, '\ufffd');

/** A text, or the first of those given by language. */
export function languageTextOf(value: unknown, byLanguage: unknown): string | null {
  const text = textOf(value);
  if (text !== null || !isObject(byLanguage)) return text;
  return textOf(byLanguage.en) ?? textOf(Object.values(byLanguage)[0]);
}

/** The id of what is named by it or described inline; null where there is none. */
export function idOf(value: unknown): string | null {
  const id = isObject(value) ? (value.id ?? value['@id']) : value;
  if (id === undefined || id === null) return null;
  if (typeof id !== 'string') throw new Fault('An id is not a string.');
  const clean = wellFormed(id.replace(/[\u0000-\u001f\u007f]/g, '')).trim();
  if (Buffer.byteLength(clean) > MAX_ID_BYTES)
    throw new Fault(`An id is longer than ${MAX_ID_BYTES} bytes.`);
  return clean === '' ? null : clean;
}

/** What a property names, where it may name one thing only. */
export function onlyOne(owner: Json, property: string): unknown {
  const values = listOf(owner[property]);
  if (values.length > 1) throw new Fault(`It names several things as "${property}".`);
  return values[0];
}

/** A whole number that counts something; 0 for anything else. */
export function countOf(value: unknown): number {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value > 0;
  return isCount ? Math.min(value, 1_000_000_000) : 0;
}
