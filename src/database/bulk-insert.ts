import { jsonRows } from './json-rows';
import { statement, type PositionalParameters } from './statement';
import { bulkWrite, type BulkWrite, type Write } from './writes';

/** So many rows at once: the text that they become is held in memory a few times. */
const ROWS_AT_ONCE = 512;

type Value = PositionalParameters[number];

/**
 * An insert of many rows into one table, in one statement. Each row must give every column: nothing is left to the table's
 * defaults. Rows are inserted in their order.
 * @param constants columns that are the same in every row, as SQL
 * @param conflict what is done with a row that is there already, as SQL
 */
export function bulkInsert<Column extends string>(
  table: string,
  columns: readonly Column[],
  constants: Readonly<Record<string, string>> = {},
  conflict = '',
): BulkWrite<Readonly<Record<Column, Value>>> {
  const names = [...columns, ...Object.keys(constants)].map((column) => `"${column}"`).join(', ');
  // Without a WHERE, SQLite would take ON CONFLICT for the condition of a join.
  const insert = statement<never>((sql) => {
    const { from, values } = sql.jsonRows('rows', table, columns);
    const all = [...values, ...Object.values(constants)].join(', ');
    return `INSERT INTO "${table}" (${names}) SELECT ${all} FROM ${from} WHERE TRUE ${conflict}`;
  });
  return bulkWrite(function* (rows): Generator<Write> {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const text = jsonRows(columns, rows.slice(start, start + ROWS_AT_ONCE));
      yield { statement: insert, parameters: { rows: text } };
    }
  });
}
