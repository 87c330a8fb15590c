import { audit } from '../../src/audit/audit';
import { differenceText } from '../../src/audit/difference-text';
import type { TestApp } from './app';

/** Recomputes every count and derived column from the rows. Ask while nothing is being written. @returns the differences */
export async function auditCounts({ app }: TestApp): Promise<string[]> {
  const { differences } = await audit(app.database);
  return differences.map(differenceText);
}
