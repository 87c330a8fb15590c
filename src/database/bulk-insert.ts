import { statement, type ParameterValue, type Queryable, type Statement } from './statement';

/** How many rows one statement takes. A few sizes only, so that each is prepared once and kept. */
const SIZES = [64, 8, 1] as const;

/**
 * An insert of many rows into one table. Each row must give every column: nothing is left to the table's defaults.
 * Rows are inserted in their order.
 */
export function bulkInsert<Column extends string>(
  table: string,
  columns: readonly Column[],
): (on: Queryable, rows: readonly Readonly<Record<Column, ParameterValue>>[]) => Promise<void> {
  const statements = new Map<number, Statement<never>>();
  const ofSize = (size: number): Statement<never> => {
    const known = statements.get(size);
    if (known) return known;
    const built = insertOf(table, columns, size);
    statements.set(size, built);
    return built;
  };
  return async (on, rows) => {
    let start = 0;
    for (const size of SIZES)
      for (; rows.length - start >= size; start += size)
        await on.all(ofSize(size), parametersOf(columns, rows.slice(start, start + size)));
  };
}

function insertOf(table: string, columns: readonly string[], size: number): Statement<never> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const rows = Array.from(
    { length: size },
    (_row, index) => `(${columns.map((column) => `:${column}${index}`).join(', ')})`,
  );
  return statement<never>(() => `INSERT INTO "${table}" (${names}) VALUES ${rows.join(', ')}`);
}

function parametersOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, ParameterValue>>[],
): Record<string, ParameterValue> {
  const parameters: Record<string, ParameterValue> = {};
  for (const [index, row] of rows.entries())
    for (const column of columns) parameters[`${column}${index}`] = row[column];
  return parameters;
}
