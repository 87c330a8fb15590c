import { IdSet } from './id-set';
import {
  MAX_NAMED,
  type ImportCounts,
  type ImportFault,
  type ImportReport,
  type Renaming,
} from './report';

/** How many types a report names. */
const MAX_TYPES = 100;
const MAX_LABEL = 80;

const noCounts = (): ImportCounts => ({
  read: 0,
  newProfiles: 0,
  posts: 0,
  comments: 0,
  follows: 0,
  favorites: 0,
  blocks: 0,
  edits: 0,
  deletions: 0,
  undone: 0,
  described: 0,
  waiting: 0,
  alreadyThere: 0,
});

/** Counts what one unit does. It counts only once the unit is committed. */
export class Tally {
  readonly counts = noCounts();
  readonly passed = new Map<string, number>();
  readonly faults: ImportFault[] = [];
  readonly damages: ImportFault[] = [];
  readonly renamings: Renaming[] = [];
  readonly matchedIds = new Set<number>();

  /** @param newestIdentityId that was there before the import began */
  constructor(private readonly newestIdentityId: number) {}

  matched(profileId: number, identityId: number): void {
    if (identityId <= this.newestIdentityId) this.matchedIds.add(profileId);
  }

  renamed(renaming: Renaming): void {
    this.renamings.push(renaming);
  }

  pass(type: string): void {
    const label = type.slice(0, MAX_LABEL);
    this.passed.set(label, (this.passed.get(label) ?? 0) + 1);
  }

  fault(line: number | null, reason: string): void {
    this.faults.push({ line, reason });
  }

  damage(line: number, reason: string): void {
    this.damages.push({ line, reason });
  }
}

/** Adds up the units of an import, without growing with the file. */
export class Totals {
  private readonly counts = noCounts();
  private readonly passed = new Map<string, number>();
  private readonly faults: ImportFault[] = [];
  private faultCount = 0;
  private readonly damages: ImportFault[] = [];
  private damageCount = 0;
  private readonly renamings: Renaming[] = [];
  private renamedCount = 0;
  private readonly matched = new IdSet();

  add(tally: Tally): void {
    for (const key of Object.keys(this.counts) as (keyof ImportCounts)[])
      this.counts[key] += tally.counts[key];
    for (const [label, count] of tally.passed) this.addPassed(label, count);
    for (const id of tally.matchedIds) this.matched.add(id);
    this.faultCount += tally.faults.length;
    this.faults.push(...tally.faults.slice(0, MAX_NAMED - this.faults.length));
    this.damageCount += tally.damages.length;
    this.damages.push(...tally.damages.slice(0, MAX_NAMED - this.damages.length));
    this.renamedCount += tally.renamings.length;
    this.renamings.push(...tally.renamings.slice(0, MAX_NAMED - this.renamings.length));
  }

  report(waiting: ImportReport['waiting'] = { total: 0, first: [] }): ImportReport {
    return {
      counts: { ...this.counts },
      matchedProfiles: this.matched.size,
      passedOver: new Map(this.passed),
      renamings: [...this.renamings],
      renamedProfiles: this.renamedCount,
      faults: [...this.faults],
      faultCount: this.faultCount,
      damages: [...this.damages],
      damageCount: this.damageCount,
      waiting,
    };
  }

  private addPassed(label: string, count: number): void {
    const isNamed = this.passed.has(label) || this.passed.size < MAX_TYPES;
    const name = isNamed ? label : 'other types';
    this.passed.set(name, (this.passed.get(name) ?? 0) + count);
  }
}
