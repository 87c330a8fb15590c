import type { DatabaseOptions } from './database';
import type { Parameters, PositionalParameters, Queryable, Statement } from './statement';

/** Reads of which somebody is told. */
export function observed(reads: Queryable, onRead: DatabaseOptions['onRead']): Queryable {
  if (!onRead) return reads;
  return {
    async all<Row>(
      query: Statement<Row>,
      parameters: Parameters | PositionalParameters,
    ): Promise<Row[]> {
      onRead(query);
      return reads.all(query, parameters);
    },
  };
}
