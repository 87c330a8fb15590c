import { refuseNul } from './statement';

type Value = string | number | boolean | null;

/** What JSON escapes of what no database keeps: U+0000, and halves of characters. Also of a text that tells of them. */
const SUSPECT = /\\u(?:0000|d[89a-f])/;

/**
 * Rows as one JSON text, each an array of its values: a statement takes one parameter quicker than thousands.
 * U+0000 is refused, as in every parameter.
 */
export function jsonRows<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Value>>[],
): string {
  const values = rows.map((row) => columns.map((column): Value => row[column]));
  const text = JSON.stringify(values);
  return SUSPECT.test(text) ? JSON.stringify(values.map((row) => row.map(kept))) : text;
}

/** A value as a driver would give it: half a character becomes U+FFFD. */
function kept(value: Value): Value {
  if (typeof value !== 'string') return value;
  refuseNul(value);
  return value.toWellFormed();
}
