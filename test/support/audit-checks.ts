/** A derived flag, against the condition that it must follow. */
export function flagged(table: string, column: string, condition: string): string {
  return `SELECT '${table}.${column}' AS what, t."id" AS id, CASE WHEN t."${column}" THEN 1 ELSE 0 END AS actual,
    CASE WHEN ${condition} THEN 1 ELSE 0 END AS expected FROM "${table}" AS t`;
}

/** Rows that there must not be. */
export function none(what: string, from: string, id = 't."id"'): string {
  return `SELECT '${what}' AS what, ${id} AS id, 1 AS actual, 0 AS expected FROM ${from}`;
}
