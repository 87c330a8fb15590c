import fc from 'fast-check';
import { printExport } from '../../src/interchange/typepad/export-printing';
import type { ExportEvent } from '../../src/interchange/typepad/export-event';
import { eventsOf, toldBy } from '../support/typepad-events';
import { writtenExport } from '../support/typepad-exports';

const RUNS = { numRuns: 400 };

async function printed(events: readonly ExportEvent[]): Promise<string> {
  let text = '';
  for await (const part of printExport(events)) text += part;
  return text;
}

/** In pieces of the given lengths, over and over. */
function* pieces(bytes: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield bytes.subarray(start, start + length);
    start += length;
  }
}

const reasonsOf = (events: readonly ExportEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'FAULT' ? [event.reason] : []));

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });

describe('an export with every quirk', () => {
  it('is read whole, with nothing lost and nothing invented', async () => {
    await fc.assert(
      fc.asyncProperty(writtenExport, async ({ bytes, told }) => {
        expect(toldBy(await eventsOf([bytes]))).toEqual(told);
      }),
      RUNS,
    );
  });

  it('reads the same when it is printed', async () => {
    await fc.assert(
      fc.asyncProperty(writtenExport, async ({ bytes }) => {
        const events = await eventsOf([bytes]);
        const again = await eventsOf([Buffer.from(await printed(events))]);
        expect(toldBy(again)).toEqual(toldBy(events));
        expect(reasonsOf(again)).toEqual(
          reasonsOf(events).filter((reason) => reason.includes('looks like the end of an entry')),
        );
      }),
      RUNS,
    );
  });

  it('reads the same wherever the stream is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(writtenExport, lengths, async ({ bytes }, chosen) => {
        const whole = await eventsOf([bytes]);
        expect(await eventsOf(pieces(bytes, chosen))).toEqual(whole);
        expect(await eventsOf(pieces(bytes, [1]))).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });
});
