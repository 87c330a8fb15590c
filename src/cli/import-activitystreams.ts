import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { importActivities } from '../interchange/activitystreams/importer';
import { parseInstant } from '../interchange/activitystreams/reading/instant';
import type { ActivityReport, ImportFault } from '../interchange/activitystreams/activity-report';
import { ActivityFile } from '../interchange/activitystreams/file/activity-file';
import { readConfig } from '../config';
import { CommandFailure } from './command-failure';
import { refusedFile, stoppedImport } from './import-failure';
import { interruptible } from './interruption';
import { Progress } from './progress';
import { reportText } from './report-text';
import { keepHeapSmall } from './small-heap';
import { withServices } from './with-services';

export function importActivityStreamsCommand(): Command {
  return new Command('activitystreams')
    .description('import Activity Streams 2.0: a collection, or one activity a line (JSON Lines)')
    .argument('<files...>', 'read one after the other; of a Mastodon archive, its outbox.json')
    .option('--undated-as <date>', 'the date of activities that have none', instant)
    .addHelpText('after', EXIT_STATUS)
    .action(importFiles);
}

const DAMAGED = 2;

const EXIT_STATUS = `
What cannot be imported is passed over and reported with its line.

Exit status:
  0  The file was read to its end. Single activities may have been refused: the report names them.
  1  Nothing was imported, or the import stopped. What it had imported stays; importing the file again goes on.
  2  The file is damaged or cut off. What could be read was imported; the report names the lines of the rest.
  130  The import was interrupted with Ctrl+C. What it had imported stays; importing the file again goes on.`;

function instant(text: string): number {
  const at = parseInstant(text);
  if (at === null)
    throw new InvalidArgumentError('Give a date such as 2010-10-06 or 2010-10-06T12:00:00Z.');
  return at;
}

async function importFiles(
  paths: readonly string[],
  { undatedAs }: { undatedAs?: number },
): Promise<void> {
  keepHeapSmall();
  const files: ActivityFile[] = [];
  for (const path of new Set(paths.flatMap(withActorBeside)))
    files.push(await ActivityFile.open(path).catch(refusedFile));
  const damages: ImportFault[] = [];
  let damageCount = 0;
  await withServices(
    readConfig(),
    async (parts) => {
      for (const file of files) {
        const report = await interruptible((signal) =>
          importShown(parts, file, undatedAs ?? null, signal),
        );
        if (files.length > 1) process.stdout.write(`${file.path}\n`);
        process.stdout.write(reportText(report));
        damages.push(...report.damages);
        damageCount += report.damageCount;
      }
    },
    { isRepeatable: true },
  );
  const [damage] = damages;
  if (damage) throw new CommandFailure(damageText(damage, damageCount), DAMAGED);
}

/** The archive that somebody takes home from Mastodon describes them in a file of its own, beside what they said. */
function withActorBeside(path: string): string[] {
  const actor = join(dirname(path), 'actor.json');
  return basename(path) === 'outbox.json' && existsSync(actor) ? [actor, path] : [path];
}

function damageText({ line, reason }: ImportFault, count: number): string {
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return `The file is damaged at line ${line}${others}. ${reason}
What could be read has been imported. Import the file again once it is whole: what is there already stays as it is.`;
}

async function importShown(
  parts: Parameters<typeof importActivities>[0],
  file: ActivityFile,
  undatedAs: number | null,
  signal: AbortSignal,
): Promise<ActivityReport> {
  const progress = new Progress(file.size, 'activities', signal);
  try {
    return await importActivities(parts, file.items(), {
      undatedAs,
      signal,
      onProgress: ({ counts }) => progress.show(file.bytesRead, counts.read),
    });
  } catch (error) {
    throw stoppedImport(error);
  } finally {
    progress.end();
  }
}
