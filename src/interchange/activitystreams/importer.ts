import { planAnew } from '../../database/custom-plans';
import { dataVersion } from '../../database/data-version';
import { isExpected, type Unit } from '../../database/unit-of-work';
import type { Act } from './act';
import { Applying } from './applying';
import { isRefusedByDatabase } from './database-refusal';
import { Draft } from './draft';
import { Fault } from './fault';
import { newestIdentityId } from './foreign.queries';
import type { ImportParts } from './import-parts';
import { namesOf } from './names-of-act';
import { Pace } from './pace';
import { readActs } from './reading';
import type { ReadingOptions } from './reading-options';
import type { ImportReport } from './report';
import type { SourceItem } from './source-item';
import { Tally, Totals } from './tally';
import { isCollection } from './vocabulary';

export interface ImportOptions extends ReadingOptions {
  /** Told after every batch how the import stands. */
  readonly onProgress?: (report: ImportReport) => void;
}

/** An act, and the line of the file that asks for it. */
interface Line {
  readonly line: number;
  readonly act: Act;
  /** Whether it is the first of its activity. */
  readonly isFirst: boolean;
}

/**
 * Imports activities in their order. Several share a unit of work, each unit is short. What cannot be imported is
 * reported and passed over; importing the same again changes nothing.
 */
export async function importActivities(
  parts: ImportParts,
  source: AsyncIterable<SourceItem> | Iterable<SourceItem>,
  { onProgress, ...reading }: ImportOptions,
): Promise<ImportReport> {
  const importing = new Importing(parts, await newestIdentityId(parts.reads));
  let batch: Line[] = [];
  for await (const item of source) {
    batch.push(...linesOf(item, reading));
    if (batch.length < importing.batchSize) continue;
    batch = await importing.apply(batch);
    onProgress?.(importing.report());
  }
  while (batch.length > 0) batch = await importing.apply(batch);
  onProgress?.(importing.report());
  return importing.report();
}

function linesOf(item: SourceItem, options: ReadingOptions): Line[] {
  const acts = actsOf(item, options);
  return acts.map((act, index) => ({
    line: item.line,
    act,
    isFirst: index === 0 && !('isHeader' in item),
  }));
}

function actsOf(item: SourceItem, options: ReadingOptions): Act[] {
  if ('fault' in item) return [{ does: 'BREAK', reason: item.fault }];
  // Whatever else has a list of items says nothing of itself.
  if ('isHeader' in item && !isCollection(item.value)) return [];
  return readActs(item.value, options);
}

class Importing {
  private readonly pace = new Pace();
  private readonly totals = new Totals();
  private readonly applying: Applying;

  constructor(
    private readonly parts: ImportParts,
    private readonly newestIdentityId: number,
  ) {
    this.applying = new Applying(parts);
  }

  get batchSize(): number {
    return this.pace.size;
  }

  report(): ImportReport {
    return this.totals.report();
  }

  /** Applies the first of a batch, as many as one unit has time for. @returns the rest */
  async apply(batch: readonly Line[]): Promise<Line[]> {
    const now = batch.slice(0, this.pace.size);
    let applied: number;
    try {
      applied = await this.applyTogether(now);
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      for (const line of now) await this.applyAlone(line);
      applied = now.length;
    }
    return batch.slice(applied);
  }

  /** @returns how many there was time for */
  private async applyTogether(lines: readonly Line[]): Promise<number> {
    const { tally, count } = await this.parts.units.run(async (unit) => {
      const clock = this.pace.start(await dataVersion(unit));
      const done = await this.applyIn(unit, lines, () => clock.isOver());
      clock.stop(done.count);
      return done;
    });
    this.totals.add(tally);
    await this.pace.rest();
    return count;
  }

  private async applyAlone(line: Line): Promise<void> {
    try {
      await this.applyTogether([line]);
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      const tally = new Tally(this.newestIdentityId);
      if (line.isFirst) tally.counts.read += 1;
      tally.fault(line.line, `The database refuses it: ${(error as Error).message}`);
      this.totals.add(tally);
    }
  }

  /** A unit may be run again from its start: whatever it knows is its own. */
  private async applyIn(unit: Unit, lines: readonly Line[], isOver: () => boolean) {
    const tally = new Tally(this.newestIdentityId);
    const draft = new Draft(unit, tally, this.parts.recorder);
    await planAnew(unit);
    await draft.load(namesOf(lines.map(({ act }) => act)));
    let count = 0;
    for (const line of lines) {
      if (count > 0 && isOver()) break;
      await this.applyOne(draft, line);
      count += 1;
    }
    await draft.flush();
    return { tally, count };
  }

  private async applyOne(draft: Draft, { line, act, isFirst }: Line): Promise<void> {
    if (isFirst) draft.tally.counts.read += 1;
    try {
      await this.applying.apply(draft, act);
    } catch (error) {
      if (!(error instanceof Fault) && !isExpected(error)) throw error;
      draft.tally.fault(line, (error as Error).message);
    }
  }
}
