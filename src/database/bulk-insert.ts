import { statement, type PositionalParameters, type Queryable, type Statement } from './statement';

/** How many rows one statement takes. A few sizes only, so that each is prepared once and kept. */
const SIZES = [128, 64, 32, 16, 8, 4, 2, 1] as const;

type Value = PositionalParameters[number];

/**
 * An insert of many rows into one table. Each row must give every column: nothing is left to the table's defaults.
 * Rows are inserted in their order.
 * @param constants columns that are the same in every row, as SQL
 * @param conflict what is done with a row that is there already, as SQL
 */
export function bulkInsert<Column extends string>(
  table: string,
  columns: readonly Column[],
  constants: Readonly<Record<string, string>> = {},
  conflict = '',
): (on: Queryable, rows: readonly Readonly<Record<Column, Value>>[]) => Promise<void> {
  const statements = new Map<number, Statement<never>>();
  const ofSize = (size: number): Statement<never> => {
    const known = statements.get(size);
    if (known) return known;
    const built = insertOf({ table, columns, constants, conflict, size });
    statements.set(size, built);
    return built;
  };
  return async (on, rows) => {
    let start = 0;
    for (const size of SIZES)
      for (; rows.length - start >= size; start += size)
        await on.all(ofSize(size), valuesOf(columns, rows, start, start + size));
  };
}

function insertOf({
  table,
  columns,
  constants,
  conflict,
  size,
}: {
  table: string;
  columns: readonly string[];
  constants: Readonly<Record<string, string>>;
  conflict: string;
  size: number;
}): Statement<never> {
  const names = [...columns, ...Object.keys(constants)].map((column) => `"${column}"`).join(', ');
  const rows = Array.from({ length: size }, (_row, index) => {
    const places = columns.map((column) => `:${column}${index}`);
    return `(${[...places, ...Object.values(constants)].join(', ')})`;
  });
  return statement<never>(
    () => `INSERT INTO "${table}" (${names}) VALUES ${rows.join(', ')} ${conflict}`,
  );
}

function valuesOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Value>>[],
  start: number,
  end: number,
): Value[] {
  const values: Value[] = [];
  for (const row of rows.slice(start, end)) for (const column of columns) values.push(row[column]);
  return values;
}
