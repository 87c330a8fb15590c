import { randomInt } from 'node:crypto';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { searchTerms } from './fold';
import { checkTexts, type ProfileTexts } from './profile-text';
import { ProfileEntity } from './profile.entity';
import {
  deleteTermRows,
  insertMarkRows,
  insertProfileRows,
  insertTermRows,
  profileById,
  profileByUsername,
  renameProfileRows,
  searchProfiles,
} from './profile.queries';
import type { ProfileRecord } from './profile.record';
import { usernameKey } from './username';

export interface NewProfile extends ProfileTexts {
  username: string;
  displayName: string;
  joinedAt: number | null;
  isClaimed: boolean;
}

/** Inserts a profile with its ways in. @returns its id */
export async function createProfile(unit: Unit, profile: NewProfile): Promise<number> {
  const id = await unit.insert(ProfileEntity, {
    ...profile,
    usernameKey: usernameKey(profile.username),
    followerCount: 0,
    followingCount: 0,
    commentCount: 0,
  });
  await insertMarkRows(unit, [markOf({ id })]);
  await insertTermRows(unit, termsOf({ ...profile, id }));
  return id;
}

/** Inserts profiles with their ways in, under ids that were reserved for them. */
export async function createProfiles(
  unit: Unit,
  profiles: readonly (Required<NewProfile> & { id: number; displayName: string })[],
): Promise<void> {
  await insertProfileRows(
    unit,
    profiles.map((profile) => ({ ...profile, usernameKey: usernameKey(profile.username) })),
  );
  await insertMarkRows(unit, profiles.map(markOf));
  await insertTermRows(unit, profiles.flatMap(termsOf));
}

const MAX_MARK = 2 ** 48 - 1;

const markOf = ({ id }: { readonly id: number }) => ({ profileId: id, mark: randomInt(MAX_MARK) });

/** What somebody is found by. */
interface Named {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
}

const termsOf = ({ id, username, displayName }: Named) =>
  searchTerms(username, displayName).map((term) => ({ term, profileId: id }));

/** Writes profiles' search terms anew, after their names changed. */
export async function writeTerms(unit: Unit, profiles: readonly Named[]): Promise<void> {
  if (profiles.length === 0) return;
  await deleteTermRows(
    unit,
    profiles.map(({ id }) => id),
  );
  await insertTermRows(unit, profiles.flatMap(termsOf));
}

/** Gives profiles other names and homepages. */
export async function renameProfiles(
  unit: Unit,
  profiles: readonly (Named & { readonly homepageUrl: string | null })[],
): Promise<void> {
  await renameProfileRows(unit, profiles);
  await writeTerms(unit, profiles);
}

export class ProfileService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
  ) {}

  byUsername(username: string): Promise<ProfileRecord | null> {
    return profileByUsername(this.reads, username);
  }

  search(query: string, request: PageRequest): Promise<Page<ProfileRecord>> {
    return searchProfiles(this.reads, query, request);
  }

  /** Changes the given texts; those left out stay as they are. */
  async update(profileId: number, texts: ProfileTexts): Promise<ProfileRecord | null> {
    const checked = checkTexts(texts);
    await this.units.run(async (unit) => {
      if (Object.keys(checked).length === 0) return;
      await unit.manager.update(ProfileEntity, { id: profileId }, withName(checked));
      const profile = await profileById(unit, profileId);
      if (profile && checked.displayName !== undefined) await writeTerms(unit, [profile]);
    });
    return profileById(this.reads, profileId);
  }
}

/** The display name is never null once it is checked; the type of an update must say so. */
function withName({ displayName, ...texts }: ProfileTexts) {
  return { ...texts, ...(displayName ? { displayName } : {}) };
}
