import type { ImportReport } from '../report';
import type { Tally } from '../tally';

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

export type ActivityTally = Tally<keyof ActivityCounts>;

/** What an import of activities did. */
export interface ActivityReport extends ImportReport<keyof ActivityCounts> {
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
