import { createServices } from '../../src/services';
import { systemClock, type Clock } from '../../src/clock';
import { Recorder } from '../../src/feed/recorder';
import { importActivities } from '../../src/interchange/activitystreams/importer';
import type { ActivityReport } from '../../src/interchange/activitystreams/activity-report';
import { ActivityFile } from '../../src/interchange/activitystreams/file/activity-file';
import type { SourceItem } from '../../src/interchange/activitystreams/file/activity-file';
import type { TestApp } from './app';

interface ImportSettings {
  readonly undatedAs?: number | null;
  readonly clock?: Clock;
}

/** Imports values, each as on a line of its own, beside a running server. */
export function importValues(
  app: TestApp,
  values: readonly unknown[],
  settings: ImportSettings = {},
): Promise<ActivityReport> {
  return importItems(
    app,
    values.map((value, index) => ({ line: index + 1, value })),
    settings,
  );
}

export async function importFile(
  app: TestApp,
  path: string,
  settings: ImportSettings = {},
): Promise<ActivityReport> {
  const file = await ActivityFile.open(path);
  return importItems(app, file.items(), settings);
}

function importItems(
  { app: { database } }: TestApp,
  items: AsyncIterable<SourceItem> | Iterable<SourceItem>,
  { undatedAs = null, clock = systemClock }: ImportSettings,
): Promise<ActivityReport> {
  const { reads, units } = database;
  const recorder = new Recorder(clock, () => undefined);
  // One recorder writes all entries of a unit, in their order: the services of the import are its own.
  const services = createServices({ hasOpenSites: true }, database, recorder, clock);
  return importActivities({ reads, units, clock, recorder, services }, items, { undatedAs });
}

const TABLES = [
  ...['profile', 'profile_term', 'identity', 'site', 'post', 'comment', 'activity', 'follow'],
  ...['block', 'favorite', 'feed_log', 'feed_log_head', 'foreign_object', 'notification'],
  ...[
    'waiting_act',
    'comment_source',
    'post_address',
    'post_section',
    'post_source',
    'site_address',
  ],
];

/** Every row of every table that an import may write, in an order of its own. */
export async function dump(app: TestApp): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows: unknown[] = await app.app.database.source.query(`SELECT * FROM "${table}"`);
    tables[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** Activities of a person on another server. */
export class Foreigner {
  private count = 0;

  constructor(
    readonly name: string,
    private readonly server = 'https://old.example',
  ) {}

  get id(): string {
    return `${this.server}/people/${this.name}`;
  }

  get actor() {
    const { id, name } = this;
    return { id, type: 'Person', preferredUsername: name, name: `${name} of old` };
  }

  note(words: string, inReplyTo: unknown, more: object = {}) {
    this.count += 1;
    return {
      id: `${this.id}/notes/${this.count}`,
      type: 'Note',
      attributedTo: this.id,
      content: words,
      mediaType: 'text/plain',
      published: day(this.count),
      inReplyTo,
      to: [PUBLIC],
      ...more,
    };
  }

  does(type: string, object: unknown, more: object = {}) {
    this.count += 1;
    const published = day(this.count);
    return {
      id: `${this.id}/acts/${this.count}`,
      type,
      actor: this.id,
      object,
      published,
      ...more,
    };
  }

  /** Creates a note: activity and note share their date. */
  says(words: string, inReplyTo: unknown, more: object = {}) {
    const note = this.note(words, inReplyTo, more);
    return this.does('Create', note, { published: note.published });
  }
}

/** A day of 2010, each later than the one before. */
export const day = (count: number): string =>
  new Date(Date.UTC(2010, 0, count, 12)).toISOString().replace('.000', '');
