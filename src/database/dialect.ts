/** What differs between SQLite and Postgres in the text of a statement. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** Tests whether an expression is one of the list parameter's values. */
  isOneOf(expression: string, list: string): string;
  /** A FROM item with one row, of one column `value`, for each value of the list parameter. */
  rowsOf(list: string, alias: string): string;
  /**
   * A FROM item that gives each row of `parent` the ids of its own first rows of `table`. `where` filters and names them `child`,
   * `order` and `limit` choose. Without it a page of threads would be a statement for each comment.
   */
  firstOfEach(parts: {
    parent: string;
    table: string;
    child: string;
    where: string;
    order: string;
    limit: string;
  }): string;
  /**
   * Says which index of a table to use, after the table's alias. Postgres knows its data; SQLite, which nobody has run
   * ANALYZE on, takes any of two that look alike.
   */
  throughIndex(name: string): string;
  /** Makes one JSON array of expressions; of what is a JSON array itself, an array in it. */
  jsonArray(expressions: readonly string[]): string;
  /**
   * A FROM item with one row for each array of a text parameter, a JSON array of arrays; and what its values are, as the
   * columns of a table hold them.
   */
  jsonRows(
    parameter: string,
    table: string,
    columns: readonly string[],
  ): { readonly from: string; readonly values: readonly string[] };
  /** A JSON expression as a text. */
  asText(json: string): string;
  /** Locks the rows that a unit of work is about to judge and change. SQLite has one writer, so needs none. */
  readonly forUpdate: string;
}

const sqlite: Dialect = {
  name: 'sqlite',
  isOneOf: (expression, list) => `${expression} IN (SELECT value FROM json_each(:${list}))`,
  rowsOf: (list, alias) => `json_each(:${list}) AS ${alias}`,
  firstOfEach: ({ parent, table, child, where, order, limit }) =>
    `${parent} CROSS JOIN ${table} AS ${child} ON ${child}."id" IN
      (SELECT ${child}."id" FROM ${table} AS ${child} WHERE ${where} ORDER BY ${order} LIMIT ${limit})`,
  throughIndex: (name) => `INDEXED BY "${name}"`,
  jsonArray: (expressions) => `json_array(${expressions.join(', ')})`,
  jsonRows: (parameter, _table, columns) => ({
    from: `jsonb_each(:${parameter}) AS r`,
    values: columns.map((_column, index) => `r.value ->> ${index}`),
  }),
  asText: (json) => json,
  forUpdate: '',
};

const postgres: Dialect = {
  name: 'postgres',
  isOneOf: (expression, list) => `${expression} = ANY(:${list})`,
  rowsOf: (list, alias) => `unnest(:${list}::bigint[]) AS ${alias}(value)`,
  firstOfEach: ({ parent, table, child, where, order, limit }) =>
    `${parent} CROSS JOIN LATERAL
      (SELECT ${child}."id" FROM ${table} AS ${child} WHERE ${where} ORDER BY ${order} LIMIT ${limit}) AS ${child}`,
  throughIndex: () => '',
  jsonArray: (expressions) => `json_build_array(${expressions.join(', ')})`,
  jsonRows: (parameter, table, columns) => {
    const fields = columns.map((column, index) => `'${column}', e.value -> ${index}`).join(', ');
    return {
      from: `jsonb_array_elements(:${parameter}::jsonb) AS e(value)
        CROSS JOIN LATERAL jsonb_populate_record(NULL::"${table}", jsonb_build_object(${fields})) AS r`,
      values: columns.map((column) => `r."${column}"`),
    };
  },
  asText: (json) => `${json}::text`,
  // Not FOR UPDATE: every insert that refers to the row would wait for it, and deadlocks follow.
  forUpdate: 'FOR NO KEY UPDATE',
};

export const dialects = { sqlite, postgres } as const;
