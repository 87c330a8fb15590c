import type { ExportEvent, TextSection } from '../../src/interchange/typepad/export-event';
import { readExport } from '../../src/interchange/typepad/export-reading';

/** An event without its lines. */
export type Told =
  | { kind: 'ENTRY'; fields: [key: string, value: string][] }
  | { kind: 'SECTION'; section: TextSection; text: string }
  | { kind: 'COMMENT' | 'PING'; fields: [key: string, value: string][]; text: string }
  | { kind: 'ENTRY_END' };

/** Everything that is read from chunks of an export. */
export async function eventsOf(
  chunks: Iterable<Buffer>,
  options: Parameters<typeof readExport>[1] = {},
): Promise<ExportEvent[]> {
  const events: ExportEvent[] = [];
  for await (const event of readExport(streamOf(chunks), options)) events.push(event);
  return events;
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* streamOf(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** Without lines, and without faults. */
export function toldBy(events: readonly ExportEvent[]): Told[] {
  return events.flatMap((event): Told[] => {
    switch (event.kind) {
      case 'FAULT':
        return [];
      case 'ENTRY_END':
        return [{ kind: 'ENTRY_END' }];
      case 'ENTRY':
        return [{ kind: 'ENTRY', fields: event.fields.map(({ key, value }) => [key, value]) }];
      case 'SECTION':
        return [{ kind: 'SECTION', section: event.section, text: event.text }];
      case 'COMMENT':
      case 'PING': {
        const fields = event.fields.map(({ key, value }): [string, string] => [key, value]);
        return [{ kind: event.kind, fields, text: event.text }];
      }
    }
  });
}
