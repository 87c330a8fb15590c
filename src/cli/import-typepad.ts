import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config';
import { Refusal } from '../errors';
import { importExports } from '../interchange/typepad/importer';
import { OpenedExports } from '../interchange/typepad/opened-exports';
import { portionsElsewhere } from '../interchange/typepad/reading/portions-elsewhere';
import { timeZoneOf, UnknownTimeZone } from '../interchange/typepad/time-zone';
import type { TypepadReport } from '../interchange/typepad/typepad-report';
import { normalizePostUrl } from '../posts/post-url';
import { readSiteMove, SiteMoveService } from '../posts/site-move.service';
import type { SiteMove } from '../posts/site-move';
import { CommandFailure } from './command-failure';
import { refusedFile, stoppedImport } from './import-failure';
import { DRY_RUN, interruptible } from './interruption';
import { Progress } from './progress';
import { ReportFile } from './report-file';
import { keepHeapSmall } from './small-heap';
import { typepadReportText } from './typepad-report-text';
import { withServices, type OpenServices } from './with-services';

interface Pair {
  readonly from: string;
  readonly to: string;
}

interface Options {
  readonly site: readonly Pair[];
  readonly newSite: readonly Pair[];
  readonly timeZone: string;
  readonly dryRun?: true;
  readonly report?: string;
  readonly overwrite?: true;
}

export function importTypepadCommand(): Command {
  return new Command('typepad')
    .description(
      'import Typepad exports (MTIF), all as one: who wrote on several blogs becomes one profile',
    )
    .argument('<files...>', 'the exports, in any order')
    .option(
      '--site <file=url>',
      'where the entries of a file stood that do not tell it',
      pairs(SITE_EXAMPLE),
      [],
    )
    .option(
      '--new-site <old=new>',
      'where a site is now (see `rejoinder new-site --help`)',
      pairs(MOVE_EXAMPLE),
      [],
    )
    .addOption(
      new Option('--time-zone <zone>', 'where the dates were written, such as America/New_York')
        .argParser(zone)
        .default('UTC'),
    )
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--report <file>', 'write everything that is reported to a file, as JSON')
    .option('--overwrite', 'also where there is a file of that name already')
    .addHelpText('after', EXIT_STATUS)
    .action(importFiles);
}

const DAMAGED = 2;

const EXIT_STATUS = `
What cannot be imported is passed over and reported with its line.

Exit status:
  0  The files were read to their end. Single things may have been passed over, refused or repaired: the report names them.
  1  Nothing was imported, or the import stopped. What it had imported stays; importing the files again goes on.
  2  Parts of a file cannot be read. The rest was imported; the report names their lines.
  130  The import was interrupted with Ctrl+C. What it had imported stays; importing the files again goes on.`;

const SITE_EXAMPLE = 'export.txt=https://ann.typepad.com/weblog';
const MOVE_EXAMPLE = 'https://ann.typepad.com/weblog=https://ann.example';

const pairs =
  (example: string) =>
  (text: string, before: readonly Pair[]): Pair[] => {
    const address = text.search(/=https?:\/\//);
    const middle = address < 1 ? text.lastIndexOf('=') : address;
    const [from, to] = [text.slice(0, Math.max(middle, 0)), text.slice(middle + 1)];
    if (from === '' || to === '') throw new InvalidArgumentError(`Give both, such as ${example}.`);
    if (address < 1)
      throw new InvalidArgumentError(`"${to}" is no web address. Give one, such as ${example}.`);
    return [...before, { from, to }];
  };

function zone(name: string): string {
  try {
    timeZoneOf(name);
    return name;
  } catch (error) {
    if (error instanceof UnknownTimeZone) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

async function importFiles(paths: readonly string[], options: Options): Promise<void> {
  keepHeapSmall();
  const sites = new Map(options.site.map(({ from, to }) => [pathNamed(paths, from), siteUrl(to)]));
  const given = options.newSite.map(siteMove);
  const report = await withServices(
    readConfig(),
    async (parts) => {
      const known = await new SiteMoveService(parts.reads, parts.units).known();
      const moves = [...given, ...known];
      const { timeZone } = options;
      const exports = await OpenedExports.open(paths, { sites, moves, timeZone }).catch(
        refusedFile,
      );
      if (!options.dryRun) await moveSites(parts, options.newSite);
      return interruptible(
        (signal) => importShown(parts, exports, options, signal),
        options.dryRun && DRY_RUN,
      );
    },
    // A dry run writes nothing, not even that all is on disk.
    { isRepeatable: !options.dryRun },
  );
  process.stdout.write(typepadReportText(report, options.timeZone, options.report));
  if (report.findingCounts.UNREADABLE > 0)
    throw new CommandFailure(
      `Parts of the files cannot be read: ${report.findingCounts.UNREADABLE}. The rest was imported.`,
      DAMAGED,
    );
}

async function importShown(
  parts: OpenServices,
  exports: OpenedExports,
  { dryRun, report: path, overwrite }: Options,
  signal: AbortSignal,
): Promise<TypepadReport> {
  const progress = new Progress(exports.size, 'comments', signal);
  const file =
    path === undefined ? null : await ReportFile.create(path, { replaces: overwrite ?? false });
  let bytesRead = 0;
  try {
    const portions = portionsElsewhere(exports.files, (bytes) => (bytesRead = bytes));
    const report = await importExports(parts, portions, {
      isDryRun: dryRun ?? false,
      signal,
      onFindings: (findings) => file?.add(findings),
      onProgress: (comments) => progress.show(bytesRead, comments),
    });
    await file?.end(report);
    return report;
  } catch (error) {
    await file?.discard();
    throw stoppedImport(error);
  } finally {
    progress.end();
  }
}

/** Of the files that are imported, the one that an option names. */
function pathNamed(paths: readonly string[], name: string): string {
  const found = paths.find((path) => path === name);
  if (found === undefined)
    throw new CommandFailure(
      `--site names ${name}, which is not among the files that are imported.`,
    );
  return found;
}

function siteUrl(text: string): string {
  const url = normalizePostUrl(text);
  if (url === null) throw new CommandFailure(`${text} is no whole http(s) address of a site.`);
  return url;
}

function siteMove({ from, to }: Pair): SiteMove {
  try {
    return readSiteMove(from, to);
  } catch (error) {
    if (error instanceof Refusal)
      throw new CommandFailure(`--new-site ${from}=${to}: ${error.message}`);
    throw error;
  }
}

/** What was imported before moves too. */
async function moveSites({ reads, units }: OpenServices, sites: readonly Pair[]): Promise<void> {
  for (const { from, to } of sites) await new SiteMoveService(reads, units).move(from, to);
}
