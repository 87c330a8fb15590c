import type { Finding } from '../findings';
import { noReads, type Portion, type ReadCounts } from '../reading/portion';

/** What an import made of what it read. */
export interface MadeCounts {
  posts: number;
  postsThere: number;
  /** Sections that an import before had not written of its posts. */
  sectionsAdded: number;
  comments: number;
  commentsThere: number;
  newProfiles: number;
  /** Of the new profiles, those of a name that somebody else has. */
  ambiguousProfiles: number;
}

export const nothingMade = (): MadeCounts => ({
  posts: 0,
  postsThere: 0,
  sectionsAdded: 0,
  comments: 0,
  commentsThere: 0,
  newProfiles: 0,
  ambiguousProfiles: 0,
});

/** Counts what one unit does. It counts only once the unit is committed. */
export class TypepadTally {
  readonly read: ReadCounts = noReads();
  readonly made: MadeCounts = nothingMade();
  readonly findings: Finding[] = [];
  readonly matchedIds = new Set<number>();

  /** @param newestIdentityId that was there before the import began */
  constructor(private readonly newestIdentityId: number) {}

  took({ read, findings }: Portion): void {
    for (const key of Object.keys(read) as (keyof ReadCounts)[]) this.read[key] += read[key];
    this.findings.push(...findings);
  }

  /** A comment was read, and is not to be imported. */
  passedComment(finding: Finding): void {
    this.read.passedComments += 1;
    this.findings.push(finding);
  }

  matched(profileId: number, identityId: number): void {
    if (identityId <= this.newestIdentityId) this.matchedIds.add(profileId);
  }

  /** Somebody new. @param namesake set where another has the same name already */
  created(namesake: { file: string; line: number; name: string; username: string } | null): void {
    this.made.newProfiles += 1;
    if (!namesake) return;
    const { file, line, name, username } = namesake;
    this.made.ambiguousProfiles += 1;
    const reason = `${name} is ${username} here: somebody else has the same name.`;
    this.findings.push({ file, line, kind: 'AMBIGUOUS', reason });
  }
}
