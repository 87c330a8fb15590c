import { statement, type Queryable, type Statement } from './statement';

/** How many ids are drawn at first on Postgres; each time after, twice as many. */
const FIRST_DRAW = 32;
const LARGEST_DRAW = 512;

/** SQLite's one writer reads how far the ids go, and counts on; on Postgres others draw from them too. */
const nextIds = (table: string): Statement<{ id: number; isDrawn: boolean | number }> =>
  statement((sql) =>
    sql.name === 'sqlite'
      ? `SELECT 1 + max(:after, (SELECT coalesce(max("seq"), 0) FROM sqlite_sequence WHERE "name" = '${table}'))
          AS "id", FALSE AS "isDrawn"`
      : `SELECT nextval(pg_get_serial_sequence('"${table}"', 'id')) AS "id", TRUE AS "isDrawn"
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
  private readonly ranges = new Map<NumberedTable, Iterator<number, undefined>>();
  private readonly last = new Map<NumberedTable, number>();
  private draw = FIRST_DRAW;

  constructor(private readonly on: Queryable) {}

  async next(table: NumberedTable): Promise<number> {
    let id = this.ranges.get(table)?.next().value;
    if (id === undefined) {
      const range = await this.read(table);
      this.ranges.set(table, range);
      id = range.next().value;
    }
    if (id === undefined) throw new Error(`The table ${table} gives no ids.`);
    this.last.set(table, id);
    return id;
  }

  /** Lets go of the ids read ahead, before others insert in the same unit. */
  forget(): void {
    this.ranges.clear();
  }

  private async read(table: NumberedTable): Promise<Iterator<number, undefined>> {
    const ordinals = Array.from({ length: this.draw }, (_none, index) => index + 1);
    this.draw = Math.min(this.draw * 2, LARGEST_DRAW);
    const after = this.last.get(table) ?? 0;
    const rows = await this.on.all(statements[table], { ordinals, after });
    const [first] = rows;
    return first && !first.isDrawn ? countingFrom(first.id) : idsOf(rows);
  }
}

function* countingFrom(id: number): Generator<number, undefined> {
  for (let next = id; ; next += 1) yield next;
}

function* idsOf(rows: readonly { id: number }[]): Generator<number, undefined> {
  for (const { id } of rows) yield id;
  return undefined;
}
