/** A row as the drivers give it: one flat object. */
export type Row = Record<string, unknown>;

/** The select list of one joined table: each column comes back as `<alias>_<column>`. */
export function columnsOf(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}."${column}" AS "${alias}_${column}"`).join(', ');
}

/** Reads the columns of one joined table back; null where an outer join found nothing. */
export class RowPart {
  constructor(
    private readonly row: Row,
    private readonly alias: string,
  ) {}

  static of(row: Row, alias: string): RowPart | null {
    const id = row[`${alias}_id`];
    return id === null || id === undefined ? null : new RowPart(row, alias);
  }

  number(column: string): number {
    return this.row[`${this.alias}_${column}`] as number;
  }

  numberOrNull(column: string): number | null {
    return this.row[`${this.alias}_${column}`] as number | null;
  }

  text(column: string): string {
    return this.row[`${this.alias}_${column}`] as string;
  }

  textOrNull(column: string): string | null {
    return this.row[`${this.alias}_${column}`] as string | null;
  }

  /** SQLite has no booleans and gives 0 or 1. */
  flag(column: string): boolean {
    return Boolean(this.row[`${this.alias}_${column}`]);
  }
}
