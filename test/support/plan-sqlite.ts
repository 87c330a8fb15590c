import type { DataSource } from 'typeorm';

export interface SqlitePlan {
  /** Every index that is searched. */
  readonly indexes: string[];
  /** Tables that are read from end to end. */
  readonly fullScans: string[];
  /** Whether the limited select sorts, instead of reading in order. */
  readonly hasInnerSort: boolean;
}

/** What may be scanned: the log's head has one row, the others hold a page, or the parameter's list. */
const SMALL = ['head', 'parent', 'json_each'];

export async function explainOnSqlite(source: DataSource, text: string): Promise<SqlitePlan> {
  const steps: { id: number; parent: number; detail: string }[] = await source.query(
    `EXPLAIN QUERY PLAN ${text}`,
  );
  const namesOf = (pattern: RegExp) =>
    steps.flatMap(({ detail }) => pattern.exec(detail)?.[1] ?? []);
  const made = namesOf(/^(?:MATERIALIZE|CO-ROUTINE) (\w+)/);
  const outermost = new Set(steps.filter(({ parent }) => parent === 0).map(({ id }) => id));
  return {
    indexes: namesOf(/^SEARCH .* USING (?:COVERING )?INDEX (\w+)/),
    fullScans: [
      ...namesOf(/^SCAN (\w+)/).filter((name) => ![...SMALL, ...made].includes(name)),
      ...namesOf(/AUTOMATIC .*INDEX (.*)/),
    ],
    hasInnerSort: steps.some(
      ({ id, detail }) => detail.startsWith('USE TEMP B-TREE') && !outermost.has(id),
    ),
  };
}

/**
 * Whether a sort that keeps the best rows leaves the innermost loop at the first row that is not among them. It can where
 * that loop reads in the order of the sort. The plan does not tell, the program does: the sorter's comparison (IdxLE)
 * jumps past the loop's next step rather than to it.
 */
export async function leavesInnerLoopEarly(source: DataSource, text: string): Promise<boolean> {
  const program: { addr: number; opcode: string; p2: number }[] = await source.query(
    `EXPLAIN ${text}`,
  );
  const comparison = program.findIndex(
    ({ opcode }, index) => opcode === 'IdxLE' && program[index + 1]?.opcode === 'Delete',
  );
  const step = program
    .slice(comparison)
    .find(({ opcode }) => opcode === 'Next' || opcode === 'Prev');
  return comparison >= 0 && step !== undefined && program[comparison]!.p2 > step.addr;
}
