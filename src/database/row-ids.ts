import { statement, type Queryable } from './statement';

const TABLES = ['profile', 'identity', 'post', 'comment', 'activity'] as const;

export type NumberedTable = (typeof TABLES)[number];

/** How many ids are drawn on Postgres at first where nothing tells how many are needed; each time after, twice as many. */
const FIRST_DRAW = 32;
const LARGEST_DRAW = 512;

/** SQLite's one writer reads how far the ids go, and counts on; on Postgres others draw from them too. */
const nextIds = statement<{ table: NumberedTable; id: number; isDrawn: boolean | number }>((sql) =>
  sql.name === 'sqlite'
    ? TABLES.map(
        (table) => `SELECT '${table}' AS "table", FALSE AS "isDrawn",
          1 + coalesce((SELECT "seq" FROM sqlite_sequence WHERE "name" = '${table}'), 0) AS "id"`,
      ).join(' UNION ALL ')
    : `${TABLES.map(
        (table) => `SELECT '${table}' AS "table", TRUE AS "isDrawn",
          nextval(pg_get_serial_sequence('"${table}"', 'id')) AS "id" FROM generate_series(1, :${table}::int)`,
      ).join(' UNION ALL ')} ORDER BY "id"`,
);

const NONE = { profile: 0, identity: 0, post: 0, comment: 0, activity: 0 };

/**
 * Ids for rows that are yet to be inserted, in one unit. On SQLite they are read ahead, not taken: nobody else may insert
 * into the table before the rows are there, and then {@link RowIds.forget} must be called.
 */
export class RowIds {
  private readonly ranges = new Map<NumberedTable, Iterator<number, undefined>>();
  private readonly last = new Map<NumberedTable, number>();
  private draw = FIRST_DRAW;

  constructor(private readonly on: Queryable) {}

  /** Draws as many as will be needed, all at once. More are drawn where they are. */
  async reserve(counts: Readonly<Record<NumberedTable, number>>): Promise<void> {
    const rows = await this.on.all(nextIds, counts);
    for (const table of TABLES) {
      const ids = rows.filter((row) => row.table === table);
      const [first] = ids;
      if (!first) continue;
      const after = this.last.get(table) ?? 0;
      const range = first.isDrawn ? idsOf(ids) : countingFrom(Math.max(first.id, after + 1));
      this.ranges.set(table, range);
    }
  }

  async next(table: NumberedTable): Promise<number> {
    let id = this.ranges.get(table)?.next().value;
    if (id === undefined) {
      await this.reserve({ ...NONE, [table]: this.draw });
      this.draw = Math.min(this.draw * 2, LARGEST_DRAW);
      id = this.ranges.get(table)?.next().value;
    }
    if (id === undefined) throw new Error(`The table ${table} gives no ids.`);
    this.last.set(table, id);
    return id;
  }

  /** Lets go of the ids read ahead, before others insert in the same unit. */
  forget(): void {
    this.ranges.clear();
  }
}

function* countingFrom(id: number): Generator<number, undefined> {
  for (let next = id; ; next += 1) yield next;
}

function* idsOf(rows: readonly { id: number }[]): Generator<number, undefined> {
  for (const { id } of rows) yield id;
  return undefined;
}
