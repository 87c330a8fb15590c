import { Readable } from 'node:stream';
import { systemClock } from '../../src/clock';
import type { UnitOfWork } from '../../src/database/unit-of-work';
import { Recorder } from '../../src/feed/recorder';
import { exportEvents } from '../../src/interchange/typepad/exporting/exporter';
import { printExport } from '../../src/interchange/typepad/export-printing';
import { instantOf } from '../../src/interchange/typepad/export-date';
import { readExport } from '../../src/interchange/typepad/export-reading';
import type { Finding } from '../../src/interchange/typepad/findings';
import { importExports } from '../../src/interchange/typepad/importer';
import { siteOfExport } from '../../src/interchange/typepad/opened-exports';
import { portionsOf } from '../../src/interchange/typepad/reading/portions';
import { timeZoneOf } from '../../src/interchange/typepad/time-zone';
import type { TypepadReport } from '../../src/interchange/typepad/typepad-report';
import type { SiteMove } from '../../src/posts/site-move';
import type { TestApp } from './app';

interface Settings {
  readonly zone?: string;
  readonly isDryRun?: boolean;
  readonly moves?: readonly SiteMove[];
  readonly site?: string;
  readonly units?: UnitOfWork;
}

export interface ImportOutcome extends TypepadReport {
  /** All of them. */
  readonly told: readonly Finding[];
}

const chunksOf = (text: string): AsyncIterable<Buffer> => Readable.from([Buffer.from(text)]);

/** Imports exports beside a running server, each named after its place in the list: "1.txt", "2.txt". */
export async function importExportTexts(
  { app: { database } }: TestApp,
  texts: readonly string[],
  { zone = 'UTC', isDryRun = false, moves = [], site, units }: Settings = {},
): Promise<ImportOutcome> {
  const timeZone = timeZoneOf(zone);
  const recorder = new Recorder(systemClock, () => undefined);
  async function* portions() {
    for (const [index, text] of texts.entries()) {
      const events = () => readExport(chunksOf(text));
      yield* portionsOf(events(), {
        file: `${index + 1}.txt`,
        site: site ?? (await siteOfExport(events())),
        moves,
        instantOf: (date: string) => instantOf(date, timeZone),
      });
    }
  }
  const told: Finding[] = [];
  const parts = { reads: database.reads, units: units ?? database.units, recorder };
  const report = await importExports(parts, portions(), {
    isDryRun,
    onFindings: (findings) => void told.push(...findings),
  });
  return { ...report, told };
}

/** What an export of all sites writes. */
export async function exportedText({ app: { database } }: TestApp): Promise<string> {
  const profileUrl = (username: string) => `https://here.example/profiles/${username}`;
  const events = exportEvents(database.reads, { siteId: null, profileUrl });
  let text = '';
  for await (const part of printExport(events)) text += part;
  return text;
}

interface EntryFields {
  readonly title?: string;
  readonly url?: string | null;
  readonly date?: string;
  readonly author?: string;
  readonly more?: string;
  readonly body?: string;
}

/** An entry of an export, with the comments in it. */
export function entry(name: string, fields: EntryFields = {}, comments: readonly string[] = []) {
  const { title = `Post ${name}`, author = 'Ann Author', date = '10/04/2010 05:03:00 PM' } = fields;
  const { url = `https://ann.typepad.com/weblog/2010/10/${name}.html`, body = '<p>Words.</p>' } =
    fields;
  const address = url === null ? '' : `UNIQUE URL: ${url} \n`;
  return `AUTHOR: ${author}
TITLE: ${title}
BASENAME: ${name}
ALLOW COMMENTS: 1
CONVERT BREAKS: wysiwyg
${address}DATE: ${date}
${fields.more ?? 'STATUS: Publish'}
-----
BODY:
${body}
-----
${comments.join('')}--------
`;
}

interface Signed {
  readonly name: string;
  readonly email?: string;
  readonly url?: string;
  readonly date?: string;
}

export function comment(words: string, { name, email = '', url = '', date }: Signed): string {
  return `COMMENT:
AUTHOR: ${name}
EMAIL: ${email}
IP: 192.0.2.7
URL: ${url}
DATE: ${date ?? '10/05/2010 09:00:00 AM'}
${words}
-----
`;
}

export const typepadProfile = (id: string): string => `http://profile.typepad.com/${id}`;
