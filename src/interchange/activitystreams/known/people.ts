import type { RowIds } from '../../../database/row-ids';
import type { Unit } from '../../../database/unit-of-work';
import { writeAll } from '../../../database/writes';
import { IdentityEntity } from '../../../profiles/identity.entity';
import { ProfileEntity } from '../../../profiles/profile.entity';
import { createProfiles, otherTerms } from '../../../profiles/profile.service';
import { usernameKey } from '../../../profiles/username';
import type { ActorDescription, ActorNamed } from '../reading/actor';
import { besides, type ForeignNames } from './foreign-names';
import type { OwnNames } from './own-names';
import { peopleByForeignIds, profilesToldByIds, type KnownPerson } from './people.queries';
import { insertIdentityRows } from '../../identities.queries';
import type { ActivityTally } from '../activity-tally';
import type { Usernames } from '../../usernames';
import { nameInId } from '../reading/name-in-id';

/** Somebody in the course of a unit. Not all of them are written yet. */
type Person = { -readonly [Column in keyof KnownPerson]: KnownPerson[Column] };

/** What the people of a unit are looked up and made with. */
interface PeopleParts {
  readonly unit: Unit;
  readonly ids: RowIds;
  readonly names: ForeignNames;
  readonly own: OwnNames;
  readonly usernames: Usernames;
  readonly tally: ActivityTally;
}

/** No identity tells of those whom this database itself named. */
const NO_IDENTITY = 0;

/** Who actors are: known by id only, never by username. */
export class People {
  private readonly byId = new Map<string, Person | null>();
  private fresh: Person[] = [];

  constructor(private readonly parts: PeopleParts) {}

  /** Looks people up, all at once. */
  async load(foreignIds: readonly string[]): Promise<void> {
    const missing = foreignIds.filter((id) => !this.byId.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.byId.set(id, null);
    for (const person of await peopleByForeignIds(this.parts.unit, missing)) {
      this.byId.set(person.value, person);
      this.parts.tally.matched(person.profileId, person.identityId);
    }
    await this.loadOwn(missing);
  }

  /** Those whom this database named. What it says of them no file changes, as if they were all claimed. */
  private async loadOwn(ids: readonly string[]): Promise<void> {
    const { own, unit, tally } = this.parts;
    await own.load(ids);
    const profileIds = new Map<string, number>();
    for (const id of ids) {
      const thing = await own.find(id);
      if (thing?.id != null && thing.kind === 'profile') profileIds.set(id, thing.id);
    }
    if (profileIds.size === 0) return;
    const told = new Map(
      (await profilesToldByIds(unit, [...profileIds.values()])).map(({ id, ...row }) => [id, row]),
    );
    for (const [value, profileId] of profileIds) {
      const profile = told.get(profileId);
      if (!profile) continue;
      const identity = { identityId: NO_IDENTITY, isDescribed: true, isClaimed: true };
      this.byId.set(value, { ...profile, ...identity, value, profileId });
      tally.matched(profileId, NO_IDENTITY);
    }
  }

  /** The profile of somebody; made where there is none, and filled in where it lacks what is told here. */
  async profileOf({ id, description }: ActorNamed): Promise<Readonly<Person>> {
    if (!this.byId.has(id)) await this.load([id]);
    const person = this.byId.get(id);
    if (!person) return this.create(id, description);
    if (description) await this.learn(person, description);
    return person;
  }

  /** Whether somebody has an account here. */
  async isClaimed(id: string): Promise<boolean> {
    await this.load([id]);
    return this.byId.get(id)?.isClaimed ?? false;
  }

  /** The id of somebody's profile; null where they are not known. */
  async known(id: string): Promise<number | null> {
    await this.load([id]);
    return this.byId.get(id)?.profileId ?? null;
  }

  /** Somebody describes themselves anew. A claimed profile is its owner's to describe. @returns whether it changed */
  async update(actor: ActorNamed): Promise<boolean> {
    const person = await this.profileOf(actor);
    const { description } = actor;
    if (!description || person.isClaimed) return false;
    const { displayName, about, location, interests, homepageUrl, avatarUrl } = description;
    return this.change(person, {
      about,
      location,
      interests,
      homepageUrl,
      avatarUrl,
      ...(displayName !== null && { displayName }),
    });
  }

  async flush(): Promise<void> {
    const people = this.fresh;
    this.fresh = [];
    await createProfiles(
      this.parts.unit,
      people.map((person) => ({ ...person, id: person.profileId })),
    );
    await insertIdentityRows(
      this.parts.unit,
      people.map((person) => ({ ...person, id: person.identityId, kind: 'ACTIVITY_STREAMS' })),
    );
  }

  private async create(value: string, description: ActorDescription | null): Promise<Person> {
    const wished = description?.username ?? nameInId(value);
    const username = await this.parts.usernames.free(wished, null);
    const person: Person = {
      about: null,
      location: null,
      interests: null,
      homepageUrl: null,
      avatarUrl: null,
      joinedAt: null,
      ...description,
      value,
      identityId: await this.parts.ids.next('identity'),
      isDescribed: isWhole(description),
      profileId: await this.parts.ids.next('profile'),
      username,
      displayName: description?.displayName ?? wished.slice(0, 80),
      isClaimed: false,
    };
    this.parts.usernames.take(username, person.profileId);
    this.byId.set(value, person);
    this.fresh.push(person);
    this.parts.tally.counts.newProfiles += 1;
    if (username !== wished) this.parts.tally.renamed({ id: value, wished, username });
    return person;
  }

  /**
   * The first description fills everything in, the username too; later ones only what is still missing, and nothing that
   * somebody may have left out on purpose when they described themselves anew.
   */
  private async learn(person: Person, description: ActorDescription): Promise<void> {
    if (person.isClaimed) return;
    if (!person.isDescribed && isWhole(description)) {
      await this.change(person, {
        ...(await this.firstNames(person, description)),
        isDescribed: true,
      });
    }
    const { about, location, interests, homepageUrl, avatarUrl, joinedAt } = description;
    const texts = {
      about: person.about ?? about,
      location: person.location ?? location,
      interests: person.interests ?? interests,
      homepageUrl: person.homepageUrl ?? homepageUrl,
      avatarUrl: person.avatarUrl ?? avatarUrl,
    };
    if (!isSame(person, texts) && !(await this.hasUpdated(person)))
      await this.change(person, texts);
    await this.change(person, { joinedAt: person.joinedAt ?? joinedAt });
  }

  private async hasUpdated({ value }: Person): Promise<boolean> {
    return (await this.parts.names.find(besides(value, 'updated'))) !== null;
  }

  private async firstNames(
    person: Person,
    { username: wished, displayName }: ActorDescription,
  ): Promise<Pick<Person, 'username' | 'displayName'>> {
    const { usernames } = this.parts;
    const username = wished === null ? person.username : await usernames.free(wished, person);
    usernames.giveUp(person.username);
    usernames.take(username, person.profileId);
    if (wished !== null && username !== wished)
      this.parts.tally.renamed({ id: person.value, wished, username });
    return { username, displayName: displayName ?? wished?.slice(0, 80) ?? person.displayName };
  }

  /** @returns whether anything is different then */
  private async change(person: Person, to: Partial<Person>): Promise<boolean> {
    const before = { ...person };
    if (isSame(person, to)) return false;
    Object.assign(person, to);
    if (this.fresh.includes(person)) return true;
    this.parts.tally.counts.described += 1;
    const { isDescribed = person.isDescribed, ...texts } = to;
    if (isDescribed !== before.isDescribed)
      await this.parts.unit.manager.update(
        IdentityEntity,
        { id: person.identityId },
        { isDescribed },
      );
    await this.parts.unit.manager.update(
      ProfileEntity,
      { id: person.profileId, isClaimed: false },
      { ...texts, usernameKey: usernameKey(person.username) },
    );
    if (before.username !== person.username || before.displayName !== person.displayName)
      await writeAll(this.parts.unit, otherTerms([{ ...person, id: person.profileId }]));
    return true;
  }
}

function isSame(person: Person, to: Partial<Person>): boolean {
  const keys = Object.keys(to) as (keyof Person)[];
  return keys.every((key) => to[key] === person[key]);
}

/** A description that names nobody is none: the one that does is still to come. */
const isWhole = (description: ActorDescription | null): boolean =>
  description !== null && (description.username !== null || description.displayName !== null);
