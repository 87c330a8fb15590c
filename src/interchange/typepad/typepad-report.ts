import { IdSet } from '../id-set';
import { nothingMade, type MadeCounts, type TypepadTally } from './applying/typepad-tally';
import { noReads, type ReadCounts } from './reading/portion';
import type { Finding, FindingKind } from './findings';

/** How many findings a report names one by one. */
const MAX_NAMED = 50;

/** What an import of Typepad exports did. */
export interface TypepadReport {
  readonly isDryRun: boolean;
  readonly read: Readonly<ReadCounts>;
  readonly made: Readonly<MadeCounts>;
  /** Profiles that were known before. */
  readonly matchedProfiles: number;
  readonly findingCounts: Readonly<Record<FindingKind, number>>;
  /** The first of each kind. */
  readonly findings: readonly Finding[];
}

/** Nothing in the database was changed. */
export const hasChangedNothing = ({ made }: TypepadReport): boolean =>
  made.posts + made.sectionsAdded + made.comments + made.newProfiles === 0;

/** Adds up the units of an import, without growing with the files. */
export class TypepadTotals {
  private readonly read = noReads();
  private readonly made = nothingMade();
  private readonly matched = new IdSet();
  private readonly findings: Finding[] = [];
  private readonly findingCounts: Record<FindingKind, number> = {
    PASSED_OVER: 0,
    REFUSED: 0,
    UNREADABLE: 0,
    REPAIRED: 0,
    AMBIGUOUS: 0,
  };

  add({ read, made, matchedIds, findings }: TypepadTally): void {
    addTo(this.read, read);
    addTo(this.made, made);
    for (const id of matchedIds) this.matched.add(id);
    for (const finding of findings) {
      this.findingCounts[finding.kind] += 1;
      if (this.findingCounts[finding.kind] <= MAX_NAMED) this.findings.push(finding);
    }
  }

  /** @throws when something that was read is neither imported, nor there already, nor listed */
  report(isDryRun: boolean): TypepadReport {
    const { read, made, matched, findings, findingCounts } = this;
    const entries = made.posts + made.postsThere + read.drafts + read.refusedEntries;
    const comments = made.comments + made.commentsThere + read.passedComments;
    if (entries !== read.entries || comments !== read.comments)
      throw new Error(
        `The import lost count: ${read.entries} entries and ${read.comments} comments were read, ${entries} and ${comments} are accounted for.`,
      );
    return {
      isDryRun,
      read: { ...read },
      made: { ...made },
      matchedProfiles: matched.size,
      findingCounts: { ...findingCounts },
      findings: [...findings],
    };
  }
}

function addTo<Key extends string>(sums: Record<Key, number>, counts: Record<Key, number>): void {
  for (const key of Object.keys(sums) as Key[]) sums[key] += counts[key];
}
