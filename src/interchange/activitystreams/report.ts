/** What an import did. */
export interface ImportCounts {
  /** Activities and other things in the file. */
  read: number;
  newProfiles: number;
  posts: number;
  comments: number;
  follows: number;
  favorites: number;
  blocks: number;
  edits: number;
  deletions: number;
  undone: number;
  /** Profiles and posts that were there and of which more is known now. */
  described: number;
  alreadyThere: number;
}

export interface ImportFault {
  readonly line: number;
  readonly reason: string;
}

/** Somebody who could not have the username that they had where they come from. */
export interface Renaming {
  readonly id: string;
  readonly wished: string;
  readonly username: string;
}

export interface ImportReport {
  readonly counts: Readonly<ImportCounts>;
  /** Profiles that were known before. */
  readonly matchedProfiles: number;
  /** How many of each type nothing was done with. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** The first of them; there are `renamedProfiles` in all. */
  readonly renamings: readonly Renaming[];
  readonly renamedProfiles: number;
  /** The first of them; there are `faultCount` in all. */
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
}

/** Nothing in the database was changed. */
export function hasChangedNothing({ counts }: ImportReport): boolean {
  const changes = { ...counts, read: 0, alreadyThere: 0 };
  return Object.values(changes).every((count) => count === 0);
}
