import { statement, type Queryable } from '../database/statement';

/** Something that stands otherwise than the rows that it follows from say. */
export interface Difference {
  readonly what: string;
  /** The id of the row; 0 where it is about the whole. */
  readonly id: number;
  readonly actual: number | string | boolean;
  readonly expected: number | string | boolean;
}

/** What one check found: all that it counted, and the first of them. */
export interface Findings {
  readonly total: number;
  readonly first: readonly Difference[];
}

/** Recomputes one thing. It must read in time that grows with the rows, and in little memory. */
export interface Check {
  readonly what: string;
  find(on: Queryable, limit: number): Promise<Findings>;
}

interface FoundRow {
  readonly id: number;
  readonly actual: number;
  readonly expected: number;
  readonly total: number;
}

/** @param select rows of `id`, `actual` and `expected`: those in which the two differ are reported */
export function compared(
  what: string,
  select: string,
  shown: (value: number) => Difference['actual'] = (value) => value,
): Check {
  const differing = statement<FoundRow>(
    () => `SELECT checked."id", checked."actual", checked."expected", count(*) OVER () AS "total"
      FROM (${select}) AS checked WHERE checked."actual" <> checked."expected"
      ORDER BY checked."id" LIMIT :limit`,
  );
  return {
    what,
    find: async (on, limit) => {
      const rows = await on.all(differing, { limit });
      const first = rows.map(({ id, actual, expected }) => ({
        ...{ what, id, actual: shown(actual), expected: shown(expected) },
      }));
      return { total: rows[0]?.total ?? 0, first };
    },
  };
}

/**
 * A count that is kept in a column, against the rows that it counts.
 * @param key which row of the table each of them counts for
 * @param from they, with their condition
 */
export function counted(table: string, column: string, key: string, from: string): Check {
  return compared(
    `${table}.${column}`,
    `SELECT t."id", t."${column}" AS "actual", COALESCE(counted."count", 0) AS "expected" FROM "${table}" AS t
      LEFT JOIN (SELECT ${key} AS "id", COUNT(*) AS "count" FROM ${from} GROUP BY ${key}) AS counted
        ON counted."id" = t."id"`,
  );
}

/** A flag that is kept in a column of `t`, against the condition that it must follow. */
export function flagged(table: string, column: string, condition: string): Check {
  return compared(
    `${table}.${column}`,
    `SELECT t."id", CASE WHEN t."${column}" THEN 1 ELSE 0 END AS "actual",
      CASE WHEN ${condition} THEN 1 ELSE 0 END AS "expected" FROM "${table}" AS t`,
    Boolean,
  );
}

/**
 * Rows that there must not be.
 * @param from they, with their condition
 */
export function none(what: string, from: string, id = 't."id"'): Check {
  return compared(
    what,
    `SELECT ${id} AS "id", 1 AS "actual", 0 AS "expected" FROM ${from}`,
    (value) => (value === 1 ? 'there' : 'absent'),
  );
}
