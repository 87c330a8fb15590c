import type { DataSource } from 'typeorm';
import { bind, type CompiledStatement, type Parameters } from '../../src/database/statement';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface PostgresPlan {
  readonly nodes: readonly PlanNode[];
  readonly indexes: string[];
  /** Tables that are read from end to end, or by a map of their pages, which no limit ends early. */
  readonly fullScans: string[];
  readonly rows: number;
}

/** Tables that grow with what people do. */
const LARGE = ['activity', 'comment', 'follow', 'notification'];

/** Runs a prepared statement a number of times, and gives the plan of the last with what it really read. */
export async function explainOnPostgres(
  source: DataSource,
  compiled: CompiledStatement,
  parameters: Parameters,
  runs: number,
): Promise<PostgresPlan> {
  const values = bind(compiled, parameters, (list) => `'{${list.join(',')}}'`);
  const runner = source.createQueryRunner();
  try {
    await runner.query(`PREPARE explained AS ${compiled.text}`);
    const execute = `EXECUTE explained(${values.map(String).join(', ')})`;
    for (let run = 1; run < runs; run += 1) await runner.query(execute);
    const [row] = await runner.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${execute}`);
    return toPlan(row['QUERY PLAN'][0].Plan);
  } finally {
    await runner.query('DEALLOCATE ALL');
    await runner.release();
  }
}

/** How many rows were looked at through an index, in vain or not. */
export function touchedRows({ nodes }: PostgresPlan, index: string): number {
  return nodes
    .filter((node) => node['Index Name'] === index)
    .map(
      (node) =>
        node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
    )
    .reduce((sum, rows) => sum + rows, 0);
}

function toPlan(root: PlanNode): PostgresPlan {
  const nodes = flatten(root);
  const large = nodes.filter((node) => LARGE.includes(node['Relation Name'] ?? ''));
  return {
    nodes,
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    fullScans: large
      .filter((node) => !['Index Scan', 'Index Only Scan'].includes(node['Node Type']))
      .map((node) => `${node['Node Type']} of ${node['Relation Name']}`),
    rows: root['Actual Rows'],
  };
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
