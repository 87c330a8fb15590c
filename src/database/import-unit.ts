import { first, statement, type Queryable } from './statement';

const begin = statement<{ version: number | null }>((sql) =>
  sql.name === 'sqlite'
    ? 'SELECT data_version AS "version" FROM pragma_data_version'
    : `SELECT NULL AS "version", set_config('plan_cache_mode', 'force_custom_plan', TRUE)`,
);

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
 * grow. SQLite has no such plans.
 */
export class ImportUnit {
  private constructor(
    private readonly on: Queryable,
    /**
     * Changes whenever another connection commits to the database; null on Postgres, where writers do not wait for each
     * other.
     */
    readonly dataVersion: number | null,
  ) {}

  static async begin(on: Queryable): Promise<ImportUnit> {
    const row = await first(on, begin, {});
    return new ImportUnit(on, row?.version ?? null);
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
