import { statement, type Queryable, type Statement } from './statement';

const AT_ONCE = 64;
const ORDINALS = Array.from({ length: AT_ONCE }, (_none, index) => index + 1);

/** SQLite's one writer may read the counter ahead; on Postgres others draw from it too. */
const nextIds = (table: string): Statement<{ id: number }> =>
  statement((sql) =>
    sql.name === 'sqlite'
      ? `SELECT (SELECT coalesce(max("seq"), 0) FROM sqlite_sequence WHERE "name" = '${table}') + o.value AS "id"
          FROM ${sql.rowsOf('ordinals', 'o')} ORDER BY 1`
      : `SELECT nextval(pg_get_serial_sequence('"${table}"', 'id')) AS "id" FROM ${sql.rowsOf('ordinals', 'o')} ORDER BY 1`,
  );

const statements = {
  profile: nextIds('profile'),
  post: nextIds('post'),
  comment: nextIds('comment'),
  activity: nextIds('activity'),
  identity: nextIds('identity'),
} as const;

export type NumberedTable = keyof typeof statements;

/**
 * Ids for rows that are yet to be inserted, in one unit. On SQLite they are read ahead, not taken: between asking for an
 * id and inserting its row nobody else may insert into the table, and after that {@link RowIds.forget} must be called.
 */
export class RowIds {
  private readonly ahead = new Map<NumberedTable, number[]>();

  constructor(private readonly on: Queryable) {}

  async next(table: NumberedTable): Promise<number> {
    const id = this.ahead.get(table)?.shift();
    if (id !== undefined) return id;
    const rows = await this.on.all(statements[table], { ordinals: ORDINALS });
    const [first, ...others] = rows.map((row) => row.id);
    if (first === undefined) throw new Error(`The table ${table} gives no ids.`);
    this.ahead.set(table, others);
    return first;
  }

  /** Lets go of the ids read ahead, before others insert in the same unit. */
  forget(): void {
    this.ahead.clear();
  }
}
