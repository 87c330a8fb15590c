import { IdSet } from '../id-set';
import {
  MAX_NAMED,
  noCounts,
  type ActivityCounts,
  type ActivityReport,
  type ImportFault,
  type Renaming,
} from './activity-report';

/** How many types a report names. */
const MAX_TYPES = 100;
const MAX_LABEL = 80;

/** Counts what one unit does. It counts only once the unit is committed. */
export class ActivityTally {
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
export class ActivityTotals {
  private readonly counts = noCounts();
  private readonly passed = new Map<string, number>();
  private readonly faults: ImportFault[] = [];
  private faultCount = 0;
  private readonly damages: ImportFault[] = [];
  private damageCount = 0;
  private readonly renamings: Renaming[] = [];
  private renamedCount = 0;
  private readonly matched = new IdSet();

  add(tally: ActivityTally): void {
    for (const key of Object.keys(this.counts) as (keyof ActivityCounts)[])
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

  report(): Omit<ActivityReport, 'waiting'> {
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
    };
  }

  private addPassed(label: string, count: number): void {
    const isNamed = this.passed.has(label) || this.passed.size < MAX_TYPES;
    const name = isNamed ? label : 'other types';
    this.passed.set(name, (this.passed.get(name) ?? 0) + count);
  }
}
