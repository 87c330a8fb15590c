import type { Dialect } from './dialect';

/** The values of one joined table's columns, in the order in which they are selected. */
export type Cells = readonly unknown[];

/** A row as a {@link SelectList} has it. */
export interface PackedRow {
  readonly packed: string;
}

/**
 * The columns of joined tables, which come back as one JSON text: the drivers make an object of each row on the main
 * thread, value by value, which for the hundred values of a card takes six times as long as reading them from a text.
 * The first column of each table is its id, which is null where an outer join found nothing.
 */
export class SelectList<Alias extends string> {
  private readonly aliases: readonly Alias[];

  /** @param tables the columns of each table, by the alias under which it is joined */
  constructor(private readonly tables: Readonly<Record<Alias, readonly string[]>>) {
    this.aliases = Object.keys(tables) as Alias[];
  }

  text(sql: Dialect): string {
    const parts = this.aliases.map((alias) => {
      const columns = this.tables[alias].map((column) => `${alias}."${column}"`);
      return `CASE WHEN ${alias}."id" IS NOT NULL THEN ${sql.jsonArray(columns)} END`;
    });
    return `${sql.asText(sql.jsonArray(parts))} AS "packed"`;
  }

  /** The cells of each table; null where an outer join found nothing. */
  read({ packed }: PackedRow): Record<Alias, Cells | null> {
    const parts = JSON.parse(packed) as (Cells | null)[];
    const byAlias = {} as Record<Alias, Cells | null>;
    this.aliases.forEach((alias, index) => (byAlias[alias] = parts[index] ?? null));
    return byAlias;
  }
}
