import type { Field } from '../export-event';

/** The first value of a key, as it was written; "" where it is missing. */
export const valueOf = (fields: readonly Field[], key: string): string =>
  fields.find((field) => field.key === key)?.value ?? '';

/** Fields as the text that they were. */
export const linesOf = (fields: readonly Field[]): string =>
  fields.map(({ key, value }) => `${key}: ${value}`).join('\n');

/** The reverse of {@link linesOf}. */
export function fieldsOf(lines: string): Field[] {
  if (lines === '') return [];
  return lines.split('\n').map((text, index) => {
    const end = text.indexOf(': ');
    return { key: text.slice(0, end), value: text.slice(end + 2), line: index + 1 };
  });
}
