import type { NumberedTable } from '../../../database/row-ids';

/** Who gives the ids of rows that are yet to be written. */
export interface Ids {
  /** Is told how many will be asked for at most. */
  reserve(counts: Readonly<Record<NumberedTable, number>>): Promise<void>;
  next(table: NumberedTable): Promise<number>;
}
