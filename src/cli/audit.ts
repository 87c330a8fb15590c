import { Command, InvalidArgumentError } from 'commander';
import { audit, type AuditReport } from '../audit/audit';
import { differenceText } from '../audit/difference-text';
import { readConfig } from '../config';
import { withExisting } from './with-services';

interface AuditOptions {
  readonly json?: true;
  readonly limit: number;
}

export function auditCommand(): Command {
  return new Command('audit')
    .description(
      'recompute every count and whatever else follows from other rows, and tell what differs',
    )
    .option('--json', 'write the report as JSON')
    .option('--limit <count>', 'name at most so many differences of a kind', count, 100)
    .addHelpText('after', EXIT_STATUS)
    .action(runAudit);
}

const EXIT_STATUS = `
It reads one state of the database, beside a running server, and writes nothing.

Exit status:
  0  Nothing differs.
  1  Something does, or the database could not be read.`;

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 100_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 100000.');
  return number;
}

async function runAudit({ json, limit }: AuditOptions): Promise<void> {
  const report = await withExisting(readConfig(), ({ snapshot }) => audit({ snapshot }, limit));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : auditText(report));
  if (report.total > 0) process.exitCode = 1;
}

function auditText({ total, differences }: AuditReport): string {
  const unnamed = total - differences.length;
  const lines = [
    ...differences.map(differenceText),
    ...(unnamed > 0 ? [`and ${unnamed} more`] : []),
    total === 1 ? '1 difference' : `${total} differences`,
  ];
  return `${lines.join('\n')}\n`;
}
