import { Command } from 'commander';
import { readConfig } from '../config';
import { exportProfile, exportServer } from '../interchange/activitystreams/writing/exporting';
import { collectionText, linesText } from '../interchange/activitystreams/writing/export-text';
import { CommandFailure } from './command-failure';
import { outputOptions, writeOutput, type OutputOptions } from './output';
import { publicUrlOf } from './public-url';
import { withExisting } from './with-services';

interface ExportOptions extends OutputOptions {
  readonly profile?: string;
  readonly collection?: true;
}

export function exportActivityStreamsCommand(): Command {
  const command = new Command('activitystreams')
    .description('write Activity Streams 2.0, one activity a line (JSON Lines)')
    .option('--profile <username>', 'only one profile, and what it has done in public');
  return outputOptions(command)
    .option('--collection', 'write one OrderedCollection instead of lines')
    .addHelpText('after', NOTES)
    .action(exportActivities);
}

const NOTES = `
It reads one state of the database, beside a running server. Set PUBLIC_URL as the server has it: ids begin with it.

The whole server with its blocks, which are private, is a backup: keep it to yourself. Accounts (emails, passwords) are
never part of it: whoever had one comes back as an unclaimed profile. Words that were deleted, or are not shown, are
left out.`;

async function exportActivities({ profile, collection, ...output }: ExportOptions): Promise<void> {
  const config = readConfig();
  const base = publicUrlOf(config);
  await withExisting(config, ({ snapshot }) =>
    snapshot(async (on) => {
      const objects =
        profile === undefined ? exportServer(on, base) : await exportProfile(on, base, profile);
      if (!objects) throw new CommandFailure(`There is no profile ${profile}.`);
      await writeOutput(collection ? collectionText(objects) : linesText(objects), output);
    }),
  );
}
