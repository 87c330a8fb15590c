import fc from 'fast-check';
import type { ExportEvent } from '../../src/interchange/typepad/export-event';
import { Random } from '../support/random';
import { realBlog } from '../support/typepad-blog';
import { eventsOf, toldBy, type Told } from '../support/typepad-events';
import { writtenExport } from '../support/typepad-exports';

const faultsOf = (events: readonly ExportEvent[]) =>
  events.filter((event) => event.kind === 'FAULT');

/** Entries that hold what is within them, and lines that are told in the order of the file. */
function expectWellFormed(events: readonly ExportEvent[]): void {
  let isOpen = false;
  for (const { kind } of events) {
    if (kind === 'FAULT') continue;
    expect(isOpen).toBe(kind !== 'ENTRY');
    isOpen = kind !== 'ENTRY_END';
  }
  expect(isOpen).toBe(false);
}

/** What stands behind dashes may end, or go on with them: nobody can tell. */
const ENDS_BY_DASHES = /\n-----(---)?\s*[-A-Z: ]{0,14}$/;

/** Whether all that was told is whole, in its order, but for a last text that seems to have its end. */
function expectBeginningOf(whole: readonly Told[], cut: readonly Told[], isOpen: boolean): void {
  const told = cut.at(-1)?.kind === 'ENTRY_END' ? cut.slice(0, -1) : cut;
  const sure = told.length - (isOpen ? 1 : 0);
  expect(told.slice(0, sure)).toEqual(whole.slice(0, sure));
  const [last, full] = [told.at(-1), whole[told.length - 1]];
  if (last === undefined) return;
  expect(full?.kind).toBe(last.kind);
  if ('text' in last && full && 'text' in full) expect(full.text.startsWith(last.text)).toBe(true);
}

describe('a damaged export', () => {
  it('that is cut off anywhere tells so, and keeps what comes before', async () => {
    const bytes = Buffer.from(realBlog({ posts: 4, comments: 6, seed: 11 }).text);
    const whole = toldBy(await eventsOf([bytes]));
    for (let length = 0; length < bytes.length; length += 1) {
      // A character that is cut in two changes how its line is read.
      if (((bytes[length] ?? 0) & 0xc0) === 0x80) continue;
      const events = await eventsOf([bytes.subarray(0, length)]);
      expectWellFormed(events);
      const text = bytes.toString('latin1', 0, length);
      expectBeginningOf(whole, toldBy(events), ENDS_BY_DASHES.test(text));
      // What ends like an entry is whole, as far as anybody can tell.
      if (!/\n--------\s*$/.test(text)) expect(faultsOf(events)).not.toEqual([]);
    }
  });

  it('is read to its end, whatever the damage', async () => {
    const damage = fc.record({
      seed: fc.integer(),
      flips: fc.nat({ max: 20 }),
      cut: fc.tuple(fc.nat(), fc.nat({ max: 300 })),
      splice: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(writtenExport, damage, async ({ bytes }, { seed, flips, cut, splice }) => {
        const random = new Random(seed);
        const flipped = Buffer.from(bytes);
        for (let index = 0; index < flips; index += 1)
          flipped[random.below(flipped.length)] = random.below(256);
        const at = cut[0] % flipped.length;
        const damaged = [
          flipped.subarray(0, at),
          Buffer.from(splice),
          flipped.subarray(at + cut[1]),
        ];
        const events = await eventsOf(damaged);
        expectWellFormed(events);
        expect(events).not.toEqual([]);
        expect(await eventsOf([Buffer.concat(damaged)])).toEqual(events);
      }),
      { numRuns: 400 },
    );
  });

  it('may be anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 })), async (chunks) => {
        const events = await eventsOf(chunks.map((chunk) => Buffer.from(chunk)));
        expectWellFormed(events);
        expect(events).not.toEqual([]);
      }),
    );
  });
});
