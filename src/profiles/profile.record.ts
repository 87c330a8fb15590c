import { columnsOf, RowPart, type Row } from '../database/columns';

/** A profile as it is read: the public facts, nothing of its account. */
export interface ProfileRecord {
  readonly kind: 'Profile';
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly about: string | null;
  readonly location: string | null;
  readonly interests: string | null;
  readonly homepageUrl: string | null;
  readonly avatarUrl: string | null;
  /** Null where an import did not say. */
  readonly joinedAt: number | null;
  readonly isClaimed: boolean;
  readonly followerCount: number;
  readonly followingCount: number;
  readonly commentCount: number;
}

const COLUMNS = [
  ...['id', 'username', 'displayName', 'about', 'location', 'interests', 'homepageUrl'],
  ...['avatarUrl', 'joinedAt', 'isClaimed', 'followerCount', 'followingCount', 'commentCount'],
];

export const profileColumns = (alias: string): string => columnsOf(alias, COLUMNS);

/** Reads what {@link profileColumns} selected; null where an outer join found nobody. */
export function readProfile(row: Row, alias: string): ProfileRecord | null {
  const part = RowPart.of(row, alias);
  if (!part) return null;
  return {
    kind: 'Profile',
    id: part.number('id'),
    username: part.text('username'),
    displayName: part.text('displayName'),
    about: part.textOrNull('about'),
    location: part.textOrNull('location'),
    interests: part.textOrNull('interests'),
    homepageUrl: part.textOrNull('homepageUrl'),
    avatarUrl: part.textOrNull('avatarUrl'),
    joinedAt: part.numberOrNull('joinedAt'),
    isClaimed: part.flag('isClaimed'),
    followerCount: part.number('followerCount'),
    followingCount: part.number('followingCount'),
    commentCount: part.number('commentCount'),
  };
}
