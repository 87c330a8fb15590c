import { ImportUnit } from '../../database/import-unit';
import type { Unit } from '../../database/unit-of-work';
import { Applying } from './applying/applying';
import { isRefusedByDatabase } from '../database-refusal';
import { Doing } from './applying/doing';
import { Draft, type ImportWide } from './known/draft';
import { newestIdentityId } from '../identities.queries';
import { instanceName } from '../instance.queries';
import { MAX_NAMED, type ActivityReport } from './activity-report';
import type { ImportParts } from './import-parts';
import { namesOf } from './applying/names-of-act';
import { Pace } from '../pace';
import { readActs } from './reading/reading';
import type { ReadingOptions } from './reading/making';
import type { SourceItem } from './file/activity-file';
import { ActivityTally, ActivityTotals } from './activity-tally';
import { actsOf, resume, type Task } from './applying/task';
import { isCollection } from './reading/vocabulary';
import { awaitedIds, idsThatArrived } from './known/waiting-acts.queries';

export interface ImportOptions extends ReadingOptions {
  /** Told after every batch how the import stands. */
  readonly onProgress?: (report: ActivityReport) => void;
  /** Ends the import before its next unit, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Imports activities in their order. Several share a unit of work, each unit is short. What is told before what it is
 * about waits for that; what cannot be imported is reported and passed over. Importing the same again changes nothing.
 */
export async function importActivities(
  parts: ImportParts,
  source: AsyncIterable<SourceItem> | Iterable<SourceItem>,
  { onProgress, signal, ...reading }: ImportOptions,
): Promise<ActivityReport> {
  const wide = { instance: await instanceName(parts.reads), namesakes: new Map() };
  const importing = new Importing(parts, await newestIdentityId(parts.reads), wide);
  // An import that was killed left them.
  let batch: Task[] = (await idsThatArrived(parts.reads)).map(resume);
  for await (const item of source) {
    signal?.throwIfAborted();
    batch.push(...tasksOf(item, reading));
    while (batch.length >= importing.batchSize) {
      signal?.throwIfAborted();
      batch = await importing.doFirst(batch);
      onProgress?.(importing.report());
    }
  }
  while (batch.length > 0) {
    signal?.throwIfAborted();
    batch = await importing.doFirst(batch);
  }
  onProgress?.(importing.report());
  return { ...importing.report(), waiting: await awaitedIds(parts.reads, MAX_NAMED) };
}

function tasksOf(item: SourceItem, options: ReadingOptions): Task[] {
  if ('fault' in item) return [{ does: 'DAMAGE', line: item.line, reason: item.fault }];
  const isHeader = 'isHeader' in item;
  // Whatever else has a list of items says nothing of itself.
  if (isHeader && !isCollection(item.value)) return [];
  return readActs(item.value, options).map((act, index) => ({
    does: 'READ',
    line: item.line,
    act,
    isFirst: index === 0 && !isHeader,
  }));
}

class Importing {
  private readonly pace = new Pace();
  private readonly totals = new ActivityTotals();
  private readonly applying: Applying;

  constructor(
    private readonly parts: ImportParts,
    private readonly newestIdentityId: number,
    private readonly wide: ImportWide,
  ) {
    this.applying = new Applying(parts);
  }

  get batchSize(): number {
    return this.pace.size;
  }

  report(): ActivityReport {
    return { ...this.totals.report(), waiting: { total: 0, first: [] } };
  }

  /** Does the first of a batch, as many as one unit has time for. @returns what is left to do */
  async doFirst(batch: readonly Task[]): Promise<Task[]> {
    const first = batch.slice(0, this.pace.size);
    const others = batch.slice(first.length);
    try {
      return [...(await this.doTogether(first)), ...others];
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
    }
    const left: Task[] = [...first];
    for (let task = left.shift(); task; task = left.shift())
      left.unshift(...(await this.doAlone(task)));
    return others;
  }

  /** @returns what there was no time for */
  private async doTogether(tasks: readonly Task[]): Promise<Task[]> {
    const { tally, left } = await this.parts.units.run(async (unit) => {
      const { dataVersion } = await ImportUnit.begin(unit);
      const clock = this.pace.start(dataVersion);
      const done = await this.doIn(unit, tasks, () => clock.isOver());
      clock.stop(done.count);
      return done;
    });
    this.totals.add(tally);
    await this.pace.rest();
    return left;
  }

  private async doAlone(task: Task): Promise<Task[]> {
    try {
      return await this.doTogether([task]);
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      const tally = new ActivityTally(this.newestIdentityId);
      const line = task.does === 'READ' ? task.line : null;
      if (task.does === 'READ' && task.isFirst) tally.counts.read += 1;
      tally.fault(line, `The database refuses it: ${(error as Error).message}`);
      this.totals.add(tally);
      return [];
    }
  }

  /** A unit may be run again from its start: whatever it knows is its own. */
  private async doIn(unit: Unit, tasks: readonly Task[], isOver: () => boolean) {
    const tally = new ActivityTally(this.newestIdentityId);
    const draft = new Draft(unit, tally, this.parts.recorder, this.wide);
    const doing = new Doing(this.applying, draft);
    await draft.load(namesOf(actsOf(tasks)));
    const left = [...tasks];
    let count = 0;
    for (let task = left.shift(); task; task = left.shift()) {
      left.unshift(...(await doing.do(task)));
      count += 1;
      if (isOver()) break;
    }
    await draft.flush();
    return { tally, count, left };
  }
}
