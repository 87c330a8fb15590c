/** How many things of a kind a report names one by one. */
export const MAX_NAMED = 50;

export interface ImportFault {
  /** Null where an act had waited, perhaps since another file. */
  readonly line: number | null;
  readonly reason: string;
}

/** Somebody who could not have the username that they had where they come from. */
export interface Renaming {
  readonly id: string;
  readonly wished: string;
  readonly username: string;
}

/** What an import of activities counts. */
export interface ActivityCounts {
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
  /** Acts that wait for what they are about, less those that do so no longer. */
  waiting: number;
  alreadyThere: number;
}

export const noCounts = (): ActivityCounts => ({
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

/** What an import of activities did. */
export interface ActivityReport {
  readonly counts: Readonly<ActivityCounts>;
  /** Profiles that were known before. */
  readonly matchedProfiles: number;
  /** How many of each type nothing was done with. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** The first of them; there are `renamedProfiles` in all. */
  readonly renamings: readonly Renaming[];
  readonly renamedProfiles: number;
  /** Activities that were refused: the first of them; there are `faultCount` in all. */
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
  /** Where the file itself is damaged: the first of them; there are `damageCount` in all. */
  readonly damages: readonly ImportFault[];
  readonly damageCount: number;
  /** The acts that wait for what they are about once the import is done, from whatever file; and for which ids. */
  readonly waiting: {
    readonly total: number;
    readonly first: readonly { readonly awaitedId: string; readonly count: number }[];
  };
}

/** Nothing in the database was changed. */
export function hasChangedNothing({ counts }: ActivityReport): boolean {
  const changes = { ...counts, read: 0, alreadyThere: 0 };
  return Object.values(changes).every((count) => count === 0);
}
