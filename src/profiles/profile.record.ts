import type { Cells } from '../database/columns';

/** What a profile tells of somebody. */
export interface ProfileTold {
  readonly username: string;
  readonly displayName: string;
  readonly about: string | null;
  readonly location: string | null;
  readonly interests: string | null;
  readonly homepageUrl: string | null;
  readonly avatarUrl: string | null;
  /** Null where an import did not say. */
  readonly joinedAt: number | null;
}

/** A profile as it is read: the public facts, nothing of its account. */
export interface ProfileRecord extends ProfileTold {
  readonly kind: 'Profile';
  readonly id: number;
  readonly isClaimed: boolean;
  readonly isDeleted: boolean;
  readonly followerCount: number;
  readonly followingCount: number;
  readonly commentCount: number;
}

export const PROFILE_COLUMNS = [
  ...['id', 'username', 'displayName', 'about', 'location', 'interests', 'homepageUrl'],
  ...[
    'avatarUrl',
    'joinedAt',
    'isClaimed',
    'isDeleted',
    'followerCount',
    'followingCount',
    'commentCount',
  ],
];

type Text = string | null;

/** {@link PROFILE_COLUMNS} as they come: SQLite has no booleans and gives 0 or 1. */
type ProfileCells = readonly [
  ...[id: number, username: string, displayName: string],
  ...[about: Text, location: Text, interests: Text, homepageUrl: Text, avatarUrl: Text],
  ...[joinedAt: number | null, isClaimed: boolean | number, isDeleted: boolean | number],
  ...[followerCount: number, followingCount: number, commentCount: number],
];

/** Reads {@link PROFILE_COLUMNS}; null where an outer join found nobody. */
export function readProfile(cells: Cells | null): ProfileRecord | null {
  if (!cells) return null;
  const row = cells as ProfileCells;
  return {
    kind: 'Profile',
    id: row[0],
    username: row[1],
    displayName: row[2],
    about: row[3],
    location: row[4],
    interests: row[5],
    homepageUrl: row[6],
    avatarUrl: row[7],
    joinedAt: row[8],
    isClaimed: Boolean(row[9]),
    isDeleted: Boolean(row[10]),
    followerCount: row[11],
    followingCount: row[12],
    commentCount: row[13],
  };
}
