import type { NumberedTable } from '../../../database/row-ids';

/** Who gives the ids of rows that are yet to be written. */
export interface Ids {
  next(table: NumberedTable): Promise<number>;
}
