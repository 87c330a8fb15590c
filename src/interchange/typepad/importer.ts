import { ImportUnit } from '../../database/import-unit';
import { RowIds } from '../../database/row-ids';
import type { Queryable } from '../../database/statement';
import type { UnitOfWork } from '../../database/unit-of-work';
import type { Recorder } from '../../feed/recorder';
import { isRefusedByDatabase } from '../database-refusal';
import { newestPostId } from '../../posts/post.queries';
import { newestIdentityId } from '../identities.queries';
import { Pace } from '../pace';
import { Usernames, type NamesakeNumbers } from '../usernames';
import { Batch } from './applying/batch';
import { Seen } from './applying/seen';
import { TypepadTally } from './applying/typepad-tally';
import type { Finding } from './findings';
import { KnownPeople } from './people/known-people';
import type { IdentityRow } from './people/people.queries';
import type { Portion } from './reading/portion';
import { TypepadTotals, type TypepadReport } from './typepad-report';

/** The database that an import writes to. */
export interface TypepadImportParts {
  readonly reads: Queryable;
  readonly units: UnitOfWork;
  readonly recorder: Recorder;
}

export interface TypepadImportOptions {
  /** Whether only to say what would happen. */
  readonly isDryRun: boolean;
  /** Told of every finding, once what it is about is written. */
  readonly onFindings?: (findings: readonly Finding[]) => void | Promise<void>;
  /** Told after every batch how many comments have been read. */
  readonly onProgress?: (comments: number) => void;
  /** Ends the import before its next portion, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Imports exports, all as one: somebody who wrote on several blogs becomes one profile. Short units of many comments each;
 * a post of usual length is written in one. Importing the same again, whatever happened to the import before, changes nothing.
 * @param portions of all exports, in their order
 */
export async function importExports(
  parts: TypepadImportParts,
  portions: AsyncIterable<Portion>,
  options: TypepadImportOptions,
): Promise<TypepadReport> {
  const importing = new Importing(parts, options, {
    identityId: await newestIdentityId(parts.reads),
    postId: await newestPostId(parts.reads),
  });
  try {
    for await (const portion of portions) await importing.take(portion);
    options.signal?.throwIfAborted();
    await importing.apply();
  } finally {
    await importing.written();
  }
  return importing.report();
}

/** What a dry run has met so far, as nothing of it is written. */
interface DryRun {
  readonly seen: Seen;
  readonly usernames: Usernames;
}

/** What was there before an import began has ids up to these. */
interface Newest {
  readonly identityId: number;
  readonly postId: number;
}

/** Whom a dry run knows, beside which others write. */
const NOBODY: ReadonlyMap<string, IdentityRow> = new Map();

/** A post takes as long to write as some comments. */
const weightOf = ({ comments, sections }: Portion): number => 1 + comments.length + sections.length;

class Importing {
  private readonly pace = new Pace();
  private readonly totals = new TypepadTotals();
  private readonly dryRun: DryRun | null;
  private readonly namesakes: NamesakeNumbers = new Map();
  private readonly known = new KnownPeople();
  private batch: Portion[] = [];
  private weight = 0;
  private comments = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: TypepadImportParts,
    private readonly options: TypepadImportOptions,
    private readonly newest: Newest,
  ) {
    const { isDryRun } = options;
    this.dryRun = isDryRun ? { seen: new Seen(), usernames: new Usernames(parts.reads) } : null;
  }

  async take(portion: Portion): Promise<void> {
    this.options.signal?.throwIfAborted();
    this.batch.push(portion);
    this.weight += weightOf(portion);
    if (this.weight >= this.pace.size) await this.apply();
  }

  /**
   * Begins to write what is gathered, once what was gathered before is written. More is read meanwhile, unless others
   * write: then nothing else is done while they wait.
   */
  async apply(): Promise<void> {
    const { batch, weight } = this;
    this.batch = [];
    this.weight = 0;
    await this.writing;
    this.writing = this.applyBatch(batch, weight);
    // Whoever waits for it is told; until then nobody listens.
    this.writing.catch(() => undefined);
    if (this.pace.isPolite) await this.writing;
  }

  written(): Promise<void> {
    return this.writing;
  }

  report(): TypepadReport {
    return this.totals.report(this.options.isDryRun);
  }

  private async applyBatch(batch: readonly Portion[], weight: number): Promise<void> {
    for (const tally of await (this.dryRun
      ? this.judge(batch, this.dryRun)
      : this.write(batch, weight))) {
      this.totals.add(tally);
      this.comments += tally.read.comments;
      await this.options.onFindings?.(tally.findings);
    }
    this.options.onProgress?.(this.comments);
    if (!this.dryRun) await this.pace.rest();
  }

  /** What the database refuses is refused alone. */
  private async write(batch: readonly Portion[], weight: number): Promise<TypepadTally[]> {
    try {
      return [await this.writeTogether(batch, weight)];
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      const [only, ...others] = batch;
      if (others.length === 0) {
        if (!only?.post) throw error;
        return [await this.writeTogether([refused(only, (error as Error).message)], 1)];
      }
    }
    const tallies: TypepadTally[] = [];
    for (const portion of batch) tallies.push(...(await this.write([portion], weightOf(portion))));
    return tallies;
  }

  /** A unit may be run again from its start: whatever it knows is its own. */
  private writeTogether(batch: readonly Portion[], weight: number): Promise<TypepadTally> {
    return this.parts.units.run(async (unit) => {
      const importUnit = await ImportUnit.begin(unit);
      const clock = this.pace.start(importUnit.dataVersion);
      const tally = new TypepadTally(this.newest.identityId);
      const ids = new RowIds(unit);
      const usernames = Usernames.inUnit(unit, this.namesakes);
      const known = this.known.rowsIn(importUnit.found);
      const common = { on: unit, ids, usernames, tally, known, newestPostId: this.newest.postId };
      const applied = new Batch({ ...common, seen: null });
      await applied.apply(batch);
      await applied.write(unit, importUnit, this.parts.recorder);
      const left = await importUnit.left();
      unit.afterCommit(() => {
        // Others wait for the commit, too.
        clock.stop(weight);
        this.known.learn(left, applied.everybody);
      });
      return tally;
    });
  }

  /** Says what would be made of a batch, by reading alone: nobody waits for it. */
  private async judge(batch: readonly Portion[], dryRun: DryRun): Promise<TypepadTally[]> {
    const { reads: on } = this.parts;
    const tally = new TypepadTally(this.newest.identityId);
    const ids = { reserve: () => Promise.resolve(), next: () => Promise.resolve(0) };
    const common = { on, ids, tally, known: NOBODY, newestPostId: this.newest.postId };
    await new Batch({ ...common, ...dryRun }).apply(batch);
    return [tally];
  }
}

/** A portion of which nothing is written but the reason. */
function refused(portion: Portion, message: string): Portion {
  const { post, isFirst, comments, read, findings } = portion;
  const { file, line } = post ?? { file: '', line: 0 };
  return {
    ...portion,
    read: {
      ...read,
      refusedEntries: read.refusedEntries + (isFirst ? 1 : 0),
      passedComments: read.passedComments + comments.length,
    },
    findings: [
      ...findings,
      { file, line, kind: 'REFUSED', reason: `The database refuses it: ${message}` },
    ],
    post: null,
    sections: [],
    comments: [],
  };
}
