import { statement, type Queryable } from './statement';

const wholeTables = statement<never>((sql) =>
  sql.name === 'postgres'
    ? `SELECT set_config('plan_cache_mode', 'force_custom_plan', TRUE),
        set_config('enable_nestloop', 'off', TRUE), set_config('jit', 'off', TRUE)`
    : 'SELECT NULL',
);

/**
 * Has Postgres join whole tables in time that grows with their rows. Where a table grew lately it does not know how large
 * it is, and may rather compare each row with each. What cannot do without that it takes for dear, and would compile.
 */
export async function planForWholeTables(on: Queryable): Promise<void> {
  await on.all(wholeTables, {});
}
