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

/** What an import did. `Count` names what it counts. */
export interface ImportReport<Count extends string = string> {
  readonly counts: Readonly<Record<Count, number>>;
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
}
