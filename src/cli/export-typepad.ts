import { Command } from 'commander';
import { readConfig } from '../config';
import type { Queryable } from '../database/statement';
import { exportEvents } from '../interchange/typepad/exporting/exporter';
import { printExport } from '../interchange/typepad/export-printing';
import { oldAddressOf } from '../posts/old-address';
import { siteIdOf } from '../posts/site-move.queries';
import { CommandFailure } from './command-failure';
import { outputOptions, writeOutput, type OutputOptions } from './output';
import { publicUrlOf } from './public-url';
import { withExisting } from './with-services';

interface ExportOptions extends OutputOptions {
  readonly site?: string;
}

export function exportTypepadCommand(): Command {
  const command = new Command('typepad')
    .description('write posts and their comments as a Typepad export (MTIF)')
    .option('--site <url>', 'only one site, by its address now or then');
  return outputOptions(command).addHelpText('after', NOTES).action(exportTypepad);
}

const NOTES = `
What was imported is written as it was, with the addresses of people and machines that it held: keep it to yourself. What
was written here since is HTML, under dates of UTC, and the address of its author's profile: set PUBLIC_URL as the server
has it. Words that were deleted, or are not shown, are left out, and so are the pings of an import.`;

async function exportTypepad({ site, ...output }: ExportOptions): Promise<void> {
  const config = readConfig();
  const base = publicUrlOf(config);
  const profileUrl = (username: string) => `${base}/profiles/${username}`;
  await withExisting(config, ({ snapshot }) =>
    snapshot(async (on) => {
      const siteId = site === undefined ? null : await siteNamed(on, site);
      await writeOutput(printExport(exportEvents(on, { siteId, profileUrl })), output);
    }),
  );
}

async function siteNamed(on: Queryable, url: string): Promise<number> {
  const address = oldAddressOf(url)?.address;
  const id = address === undefined ? null : await siteIdOf(on, address);
  if (id === null) throw new CommandFailure(`There is no site ${url}.`);
  return id;
}
