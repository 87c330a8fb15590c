import { randomInt } from 'node:crypto';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { writeAll, type Write } from '../database/writes';
import { unauthenticated } from '../errors';
import { searchTerms } from './fold';
import { checkTexts, type ProfileTexts } from './profile-text';
import { ProfileEntity } from './profile.entity';
import {
  insertMarkRows,
  insertProfileRows,
  insertTermRows,
  profileById,
  profileByUsername,
  renameProfileRows,
  searchProfiles,
  termDeletion,
} from './profile.queries';
import type { ProfileRecord } from './profile.record';
import type { TextScreener } from './text-screening';
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

/** What inserts profiles with their ways in, under ids that were reserved for them. */
export function* newProfiles(
  profiles: readonly (Required<NewProfile> & { id: number; displayName: string })[],
): Generator<Write> {
  yield* insertProfileRows.writes(
    profiles.map((profile) => ({ ...profile, usernameKey: usernameKey(profile.username) })),
  );
  yield* insertMarkRows.writes(profiles.map(markOf));
  yield* insertTermRows.writes(profiles.flatMap(termsOf));
}

export function createProfiles(
  unit: Unit,
  profiles: Parameters<typeof newProfiles>[0],
): Promise<void> {
  return writeAll(unit, newProfiles(profiles));
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

/** What writes profiles' search terms anew, after their names changed. */
export function* otherTerms(profiles: readonly Named[]): Generator<Write> {
  if (profiles.length === 0) return;
  yield termDeletion(profiles.map(({ id }) => id));
  yield* insertTermRows.writes(profiles.flatMap(termsOf));
}

/** What gives profiles other names and homepages. */
export function* otherNames(
  profiles: readonly (Named & { readonly homepageUrl: string | null })[],
): Generator<Write> {
  yield* renameProfileRows.writes(profiles);
  yield* otherTerms(profiles);
}

export class ProfileService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly screener: TextScreener,
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
    const decide = this.screener.screen(checked);
    await this.units.run(async (unit) => {
      await decide(unit, profileId);
      // Whoever has deleted their account meanwhile gets no name back.
      const isThere = { id: profileId, isDeleted: false };
      if (Object.keys(checked).length > 0)
        await unit.manager.update(ProfileEntity, isThere, withName(checked));
      const profile = await profileById(unit, profileId);
      if (!profile || profile.isDeleted) throw unauthenticated();
      if (checked.displayName !== undefined) await writeAll(unit, otherTerms([profile]));
    });
    return profileById(this.reads, profileId);
  }
}

/** The display name is never null once it is checked; the type of an update must say so. */
function withName({ displayName, ...texts }: ProfileTexts) {
  return { ...texts, ...(displayName ? { displayName } : {}) };
}
