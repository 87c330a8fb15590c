import type { Queryable } from '../../../database/statement';
import type { Write } from '../../../database/writes';
import { erasedAmong } from '../../../profiles/erased.queries';
import { newProfiles, otherNames } from '../../../profiles/profile.service';
import { legalUsername, NAMELESS } from '../../../profiles/username';
import type { Usernames } from '../../usernames';
import type { TypepadTally } from '../applying/typepad-tally';
import type { Person } from '../reading/portion';
import type { Ids } from './ids';
import { displayNameOf } from './display-name';
import type { IdentityKey } from './identity-key';
import { keyText } from './known-people';
import { identitiesByValues, writeIdentityRows, type IdentityRow } from './people.queries';

/** Somebody in the course of a unit. Not all of them are written yet. */
type Known = { -readonly [Column in keyof IdentityRow]: IdentityRow[Column] } & {
  state: 'NEW' | 'SAME' | 'DATED' | 'RENAMED';
};

/** Where in which file somebody signed. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** What the people of a unit are looked up and made with. */
export interface PeopleParts {
  readonly on: Queryable;
  readonly ids: Ids;
  readonly usernames: Usernames;
  readonly tally: TypepadTally;
  /** Whom units before have left as they are now. */
  readonly known: ReadonlyMap<string, IdentityRow>;
  /** Whether a dry run has met somebody, who is not written. */
  readonly isMet: (key: string) => boolean;
}

/** Who those are who signed, by identity alone: two people of one name stay two. */
export class People {
  private readonly byKey = new Map<string, Known>();
  /** Those who have had their profiles deleted: nothing of them is to come back. */
  private readonly erased = new Set<string>();

  constructor(private readonly parts: PeopleParts) {}

  /** Looks people up, all at once. @returns how many are new */
  async load(people: readonly Person[]): Promise<number> {
    const { on, usernames, known } = this.parts;
    const values = new Map<IdentityKey['kind'], Set<string>>();
    for (const { key } of people) {
      const row = known.get(keyText(key));
      if (row) this.meet(row);
      else values.set(key.kind, (values.get(key.kind) ?? new Set()).add(key.value));
    }
    for (const [kind, wanted] of values)
      for (const row of await identitiesByValues(on, kind, [...wanted])) this.meet(row);
    const unknown = new Map<string, Person>();
    for (const person of people) {
      const key = keyText(person.key);
      if (!this.byKey.has(key) && !unknown.has(key)) unknown.set(key, person);
    }
    await this.passOverErased(unknown);
    await usernames.load([...unknown.values()].map(wish));
    return unknown.size;
  }

  /** Whether somebody has had their profile deleted. */
  isErased({ key }: Person): boolean {
    return this.erased.has(keyText(key));
  }

  /**
   * Who somebody is. They are called as they called themselves last, whatever is read first.
   * @param at when they signed; null where that is not known
   */
  async signed(person: Person, at: number | null, place: Place): Promise<Readonly<IdentityRow>> {
    const known = this.byKey.get(keyText(person.key)) ?? (await this.create(person, place));
    learn(known, person, at ?? Number.MIN_SAFE_INTEGER);
    return known;
  }

  /** Inserts those who are new, and says of others when they signed last. */
  *insertions(): Generator<Write> {
    const texts = { about: null, location: null, interests: null, avatarUrl: null };
    const rest = { ...texts, joinedAt: null, isClaimed: false };
    yield* newProfiles(this.in('NEW').map((known) => ({ ...rest, ...known, id: known.profileId })));
    yield* writeIdentityRows.writes(
      this.in('NEW', 'DATED', 'RENAMED').map((known) => ({ ...known, id: known.identityId })),
    );
  }

  /** What they call themselves now who were there. */
  otherNames(): Iterable<Write> {
    return otherNames(
      this.in('RENAMED')
        .filter(({ keepsName }) => !keepsName)
        .map((known) => ({ ...known, id: known.profileId })),
    );
  }

  /** Those who were met, as they are once the unit has written everything. */
  get all(): Iterable<IdentityRow> {
    return this.byKey.values();
  }

  private async passOverErased(unknown: Map<string, Person>): Promise<void> {
    const byKind = new Map<IdentityKey['kind'], string[]>();
    for (const { key } of unknown.values())
      byKind.set(key.kind, [...(byKind.get(key.kind) ?? []), key.value]);
    for (const [kind, values] of byKind) {
      for (const value of await erasedAmong(this.parts.on, kind, values)) {
        const key = keyText({ kind, value });
        this.erased.add(key);
        unknown.delete(key);
      }
    }
  }

  private meet(row: IdentityRow): void {
    const key = keyText(row);
    if (this.byKey.has(key)) return;
    this.byKey.set(key, { ...row, state: 'SAME' });
    this.parts.tally.matched(row.profileId, row.identityId);
  }

  private in(...states: Known['state'][]): Known[] {
    return [...this.byKey.values()].filter(({ state }) => states.includes(state));
  }

  private async create(person: Person, place: Place): Promise<Known> {
    const { ids, usernames, tally, isMet } = this.parts;
    const { key, name } = person;
    const isKnown = isMet(keyText(key));
    const wished = wish(person);
    const username = isKnown ? wished : await usernames.free(wished, null);
    const known: Known = {
      kind: key.kind,
      value: key.value,
      identityId: await ids.next('identity'),
      profileId: await ids.next('profile'),
      username,
      displayName: displayNameOf(name),
      homepageUrl: null,
      namedAt: null,
      linkedAt: null,
      keepsName: false,
      state: 'NEW',
    };
    this.byKey.set(keyText(key), known);
    if (isKnown) return known;
    usernames.take(username, known.profileId);
    const isNamesake = username !== legalUsername(wished);
    tally.created(isNamesake ? { ...place, name: known.displayName, username } : null);
    return known;
  }
}

/** The username that somebody would have: their name, or the alias that they chose where no letter of it can be kept. */
function wish({ key, name }: Person): string {
  const displayName = displayNameOf(name);
  const isAlias = key.kind === 'TYPEPAD' && !key.value.startsWith('6p');
  return isAlias && legalUsername(displayName) === NAMELESS ? key.value : displayName;
}

function learn(known: Known, { name, homepageUrl }: Person, at: number): void {
  const displayName = displayNameOf(name);
  if (isNewer(at, known.namedAt, displayName > known.displayName)) {
    if (displayName !== known.displayName) raise(known, 'RENAMED');
    if (at !== known.namedAt) raise(known, 'DATED');
    known.displayName = displayName;
    known.namedAt = at;
  }
  if (homepageUrl === null) return;
  if (isNewer(at, known.linkedAt, homepageUrl > (known.homepageUrl ?? ''))) {
    if (homepageUrl !== known.homepageUrl) raise(known, 'RENAMED');
    if (at !== known.linkedAt) raise(known, 'DATED');
    known.homepageUrl = homepageUrl;
    known.linkedAt = at;
  }
}

/** Of two of the same date the greater is taken: some rule must be, lest the order of reading decide. */
const isNewer = (at: number, before: number | null, isGreater: boolean): boolean =>
  before === null || at > before || (at === before && isGreater);

function raise(known: Known, state: 'DATED' | 'RENAMED'): void {
  if (known.state === 'SAME' || (known.state === 'DATED' && state === 'RENAMED'))
    known.state = state;
}
