import { decodeLiveCursor } from '../../src/schema/cursor';
import type { TestApp } from '../support/app';
import type { Message } from '../support/live';

const TYPES = {
  ADDED: 'ActivityAdded',
  UPDATED: 'ActivityUpdated',
  RETRACTED: 'ActivityRetracted',
} as const;

interface Entry {
  readonly sequence: number;
  readonly type: string;
  /** Whether it must have been sent: an entry whose activity is retracted since may have been passed over. */
  readonly isDue: boolean;
}

export const sequenceOf = (cursor: string): number => decodeLiveCursor(cursor).sequence;

/**
 * Compares the events that a feed brought with the log.
 * @param condition which entries of activities in the log (named `l`) the feed has
 * @param begin the sequence after which it began
 * @returns how many entries there were
 */
export async function expectWholeFeed(
  app: TestApp,
  condition: string,
  begin: number,
  events: readonly Message[],
): Promise<number> {
  const entries = await entriesOf(app, condition, begin);
  const bySequence = new Map(entries.map((entry) => [entry.sequence, entry]));
  const sequences = events.map((event) => sequenceOf(event.cursor));
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  expect(events.map((event) => event.__typename)).toEqual(
    sequences.map((sequence) => bySequence.get(sequence)?.type),
  );
  const got = new Set(sequences);
  const missed = entries.filter(({ isDue, sequence }) => isDue && !got.has(sequence));
  expect({ condition, missed }).toEqual({ condition, missed: [] });
  return entries.length;
}

async function entriesOf(app: TestApp, condition: string, begin: number): Promise<Entry[]> {
  const rows = await app.app.database.source.query(
    `SELECT l."sequence", l."change", a."isVisible" FROM "feed_log" AS l
      JOIN "activity" AS a ON a."id" = l."activityId"
      WHERE ${condition} AND l."recipientId" IS NULL AND l."sequence" > ${begin} ORDER BY l."sequence"`,
  );
  return rows.map((row: any) => ({
    sequence: Number(row.sequence),
    type: TYPES[row.change as keyof typeof TYPES],
    isDue: row.change === 'RETRACTED' || Boolean(row.isVisible),
  }));
}
