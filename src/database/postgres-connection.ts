import { types, type Pool, type PoolClient, type QueryResultRow } from 'pg';
import {
  bind,
  type Parameters,
  type PositionalParameters,
  type Queryable,
  type Statement,
} from './statement';

// Instants, ids and counts are int8 and stay below 2^53; the driver would give them as strings.
types.setTypeParser(types.builtins.INT8, Number);

/** Statements on a pool or on one client, prepared once on each connection under their own name. */
export class PostgresStatements implements Queryable {
  constructor(private readonly connection: Pool | PoolClient) {}

  async all<Row>(
    query: Statement<Row>,
    parameters: Parameters | PositionalParameters,
  ): Promise<Row[]> {
    const { name, text } = query.postgres;
    const values = bind(query.postgres, parameters, (list) => list);
    const result = await this.connection.query<QueryResultRow>({ name, text, values });
    return result.rows as Row[];
  }
}
