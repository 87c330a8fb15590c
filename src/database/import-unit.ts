import { first, statement, type Queryable } from './statement';

const begin = statement<{ version: number | null; changes: number | null }>((sql) =>
  sql.name === 'sqlite'
    ? 'SELECT data_version AS "version", total_changes() AS "changes" FROM pragma_data_version'
    : `SELECT NULL AS "version", NULL AS "changes",
        set_config('plan_cache_mode', 'force_custom_plan', TRUE)`,
);

/** For SQLite alone. */
const changes = statement<{ changes: number }>(() => 'SELECT total_changes() AS "changes"');

/** For Postgres alone. */
const setting = (mode: 'auto' | 'force_custom_plan', scans: 'on' | 'off') =>
  statement<never>(
    () =>
      `SELECT set_config('plan_cache_mode', '${mode}', TRUE), set_config('enable_seqscan', '${scans}', TRUE)`,
  );

const keepPlans = setting('auto', 'off');
const planAnew = setting('force_custom_plan', 'on');

/**
 * How Postgres plans the statements of a unit that writes much. Each is planned for the tables as they are: a plan kept
 * from when a table was small reads the whole of it, compares each row with each id, and slows down what makes the table
 * grow. SQLite has no such plans; of it, the unit knows whether anybody has changed anything since another.
 */
export class ImportUnit {
  private constructor(
    private readonly on: Queryable,
    /**
     * Changes whenever another connection commits to the database; null on Postgres, where writers do not wait for each
     * other.
     */
    readonly dataVersion: number | null,
    /**
     * Tells in which state the unit finds the database: the same as another {@link left} it in only where nobody, on this
     * connection or another, has changed a row in between. Null on Postgres, where nothing tells.
     */
    readonly found: string | null,
  ) {}

  static async begin(on: Queryable): Promise<ImportUnit> {
    const { version, changes } = (await first(on, begin, {})) ?? { version: null, changes: null };
    return new ImportUnit(on, version, stateOf(version, changes));
  }

  /**
   * In which state the unit leaves the database, once it has written everything and if it is committed. No other
   * connection can write meanwhile; of a unit that was undone the changes count on, so that none finds its state again.
   */
  async left(): Promise<string | null> {
    if (this.dataVersion === null) return null;
    const row = await first(this.on, changes, {});
    return stateOf(this.dataVersion, row?.changes ?? null);
  }

  /**
   * Does what inserts rows alone. Postgres would plan anew, too, how it looks for what a row refers to, for each row: it
   * keeps those plans meanwhile, and makes none that reads a whole table.
   */
  async inserting(work: () => Promise<void>): Promise<void> {
    const hasPlans = this.dataVersion === null;
    if (hasPlans) await this.on.all(keepPlans, {});
    await work();
    if (hasPlans) await this.on.all(planAnew, {});
  }
}

const stateOf = (version: number | null, changes: number | null): string | null =>
  version === null || changes === null ? null : `${version} ${changes}`;
