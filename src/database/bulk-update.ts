import { jsonRows } from './json-rows';
import { statement, type PositionalParameters } from './statement';
import { bulkWrite, type BulkWrite, type Write } from './writes';

type Value = PositionalParameters[number];

/**
 * An update of many rows of one table, in one statement.
 * @param columns what is given for each row, as if for those columns; by `id` it is found
 * @param changes what columns are set to, as SQL, in which `given` is what is given for the row
 */
export function bulkUpdate<Column extends string>(
  table: string,
  columns: readonly ('id' | Column)[],
  changes: Readonly<Record<string, string>>,
): BulkWrite<Readonly<Record<'id' | Column, Value>>> {
  const sets = Object.entries(changes).map(([column, value]) => `"${column}" = ${value}`);
  const update = statement<never>((sql) => {
    const { from, values } = sql.jsonRows('rows', table, columns);
    const given = columns.map((column, index) => `${values[index]} AS "${column}"`).join(', ');
    return `UPDATE "${table}" SET ${sets.join(', ')} FROM (SELECT ${given} FROM ${from}) AS given
      WHERE "${table}"."id" = given."id"`;
  });
  return bulkWrite(function* (rows): Generator<Write> {
    if (rows.length > 0) yield { statement: update, parameters: { rows: jsonRows(columns, rows) } };
  });
}
