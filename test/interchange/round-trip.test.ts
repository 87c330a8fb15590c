import 'reflect-metadata';
import fc from 'fast-check';
import { hasChangedNothing } from '../../src/interchange/activitystreams/activity-report';
import { TestApp } from '../support/app';
import { exported, visible } from '../support/export';
import { importValues } from '../support/import';
import { communityOf, steps } from '../support/random-community';

type Value = Record<string, any>;

const values = (lines: readonly string[]): Value[] => lines.map((line) => JSON.parse(line));

async function withCopy(
  source: TestApp,
  look: (copy: TestApp, lines: string[]) => Promise<void>,
): Promise<void> {
  const copy = await TestApp.start();
  try {
    const lines = await exported(source);
    const report = await importValues(copy, values(lines));
    expect(report).toMatchObject({ faults: [], renamings: [], waiting: { total: 0 } });
    await look(copy, lines);
  } finally {
    await copy.close();
  }
}

describe('an export of Activity Streams', () => {
  it('imported elsewhere makes the same community, whose export is the same byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { app: source } = await communityOf(story);
        try {
          const before = await visible(source);
          await withCopy(source, async (copy, lines) => {
            expect(await visible(copy)).toEqual(before);
            expect(await exported(copy)).toEqual(lines);
            expect(await exported(source)).toEqual(lines);
            expect(hasChangedNothing(await importValues(copy, values(lines)))).toBe(true);
            expect(await visible(copy)).toEqual(before);
          });
        } finally {
          await source.close();
        }
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});
