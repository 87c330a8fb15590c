import { statement, type Queryable, type Statement } from './statement';

const AT_ONCE = 64;
const ORDINALS = Array.from({ length: AT_ONCE }, (_none, index) => index + 1);

/** SQLite's one writer may read the counter ahead; on Postgres others draw from it too. */
const nextIds = (table: string): Statement<{ id: number }> =>
  statement((sql) =>
    sql.name === 'sqlite'
      ? `SELECT max(:after, (SELECT coalesce(max("seq"), 0) FROM sqlite_sequence WHERE "name" = '${table}'))
          + o.value AS "id" FROM ${sql.rowsOf('ordinals', 'o')} ORDER BY 1`
      : `SELECT nextval(pg_get_serial_sequence('"${table}"', 'id')) AS "id"
          FROM ${sql.rowsOf('ordinals', 'o')} ORDER BY 1`,
  );

const statements = {
  profile: nextIds('profile'),
  identity: nextIds('identity'),
  post: nextIds('post'),
  comment: nextIds('comment'),
  activity: nextIds('activity'),
} as const;

export type NumberedTable = keyof typeof statements;

/**
 * Ids for rows that are yet to be inserted, in one unit. On SQLite they are read ahead, not taken: nobody else may insert
 * into the table before the rows are there, and then {@link RowIds.forget} must be called.
 */
export class RowIds {
  private readonly ahead = new Map<NumberedTable, number[]>();
  private readonly last = new Map<NumberedTable, number>();

  constructor(private readonly on: Queryable) {}

  async next(table: NumberedTable): Promise<number> {
    const id = this.ahead.get(table)?.shift() ?? (await this.read(table));
    this.last.set(table, id);
    return id;
  }

  /** Lets go of the ids read ahead, before others insert in the same unit. */
  forget(): void {
    this.ahead.clear();
  }

  private async read(table: NumberedTable): Promise<number> {
    const after = this.last.get(table) ?? 0;
    const rows = await this.on.all(statements[table], { ordinals: ORDINALS, after });
    const [first, ...others] = rows.map((row) => row.id);
    if (first === undefined) throw new Error(`The table ${table} gives no ids.`);
    this.ahead.set(table, others);
    return first;
  }
}
