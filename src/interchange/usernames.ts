import type { Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { erasedAmong } from '../profiles/erased.queries';
import { ownersOfNames } from '../profiles/profile.queries';
import { legalUsername, numberedUsername, usernameKey } from '../profiles/username';

/** Of so many first namesakes each is looked at: most names have no more, and a gap among them is seen. */
const FIRST = 4;
const LOOKED_AT_TOGETHER = 50;

/**
 * The number that the last namesake of each base got in the course of an import. Only where to begin to look: what is
 * free is asked anew in every unit, as others give themselves names too.
 */
export type NamesakeNumbers = Map<string, number>;

/** Stands for the profile of a name that is nobody's any more. */
const OF_DELETED = 0;

/** Who has a username already that they may keep. */
export interface NameOwner {
  readonly profileId: number;
  readonly username: string;
}

/** The usernames that are free in one unit. */
export class Usernames {
  /** Who has the names that were looked up, or were given out and perhaps not written yet. */
  private readonly owners = new Map<string, number | null>();
  private readonly numbers: NamesakeNumbers = new Map();

  constructor(
    private readonly on: Queryable,
    private readonly before: ReadonlyMap<string, number> = new Map(),
  ) {}

  /** @param numbers learns the numbers that the unit gives, once it is committed: one that is undone gives none */
  static inUnit(unit: Unit, numbers: NamesakeNumbers): Usernames {
    const usernames = new Usernames(unit, numbers);
    unit.afterCommit(() => {
      for (const [base, number] of usernames.numbers) numbers.set(base, number);
    });
    return usernames;
  }

  /** Looks up who has the names that will be wished for, all at once. */
  async load(wishes: readonly string[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const base of wishes.map(legalUsername)) counts.set(base, (counts.get(base) ?? 0) + 1);
    await this.lookUp(
      [...counts].flatMap(([base, count]) => [
        ...keysOf(base, numbersFrom(1, FIRST)),
        ...keysOf(base, numbersFrom(this.lastNumber(base) + 1, count)),
      ]),
    );
  }

  /**
   * The nearest legal username to a wish that nobody has: of a few namesakes the first that is free, of many one that
   * follows on others.
   * @param owner who may have it already
   */
  async free(wished: string, owner: NameOwner | null): Promise<string> {
    const base = legalUsername(wished);
    const first = await this.firstFree(base, numbersFrom(1, FIRST), owner);
    if (first !== undefined) return numberedUsername(base, first);
    if (owner && isOfSeries(owner.username, base)) return owner.username;
    const number = await this.freeAfter(base, this.lastNumber(base));
    this.numbers.set(usernameKey(base), number);
    return numberedUsername(base, number);
  }

  take(username: string, profileId: number): void {
    this.owners.set(usernameKey(username), profileId);
  }

  /** Somebody is called otherwise from now on. */
  giveUp(username: string): void {
    this.owners.set(usernameKey(username), null);
  }

  private lastNumber(base: string): number {
    const key = usernameKey(base);
    return this.numbers.get(key) ?? this.before.get(key) ?? FIRST;
  }

  /** Looks at the nearest one by one, then ever farther until one is free, then between that and the last that is not. */
  private async freeAfter(base: string, last: number): Promise<number> {
    let taken = last;
    let looked = numbersFrom(last + 1, LOOKED_AT_TOGETHER);
    for (;;) {
      const free = await this.firstFree(base, looked, null);
      taken = looked.findLast((number) => free === undefined || number < free) ?? taken;
      if (free === taken + 1) return free;
      looked = free === undefined ? everFartherFrom(taken) : between(taken, free);
    }
  }

  private async firstFree(
    base: string,
    numbers: readonly number[],
    owner: NameOwner | null,
  ): Promise<number | undefined> {
    const keys = keysOf(base, numbers);
    const isFree = (key: string): boolean => {
      const has = this.owners.get(key);
      return has === null || (owner !== null && has === owner.profileId);
    };
    // What is known of the nearest may do.
    const nearest = keys.find((key) => !this.owners.has(key) || isFree(key));
    if (nearest !== undefined && !isFree(nearest)) await this.lookUp(keys);
    return numbers[keys.findIndex(isFree)];
  }

  private async lookUp(wanted: readonly string[]): Promise<void> {
    const keys = [...new Set(wanted)].filter((key) => !this.owners.has(key));
    if (keys.length === 0) return;
    const { owners, isAnyErased } = await ownersOfNames(this.on, keys);
    // Nor does anybody get the name of somebody who has left.
    const left = await erasedAmong(this.on, 'USERNAME', isAnyErased ? keys : []);
    for (const key of keys)
      this.owners.set(key, owners.get(key) ?? (left.has(key) ? OF_DELETED : null));
  }
}

const keysOf = (base: string, numbers: readonly number[]): string[] =>
  numbers.map((number) => usernameKey(numberedUsername(base, number)));

const numbersFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_number, index) => first + index);

const everFartherFrom = (number: number): number[] =>
  Array.from({ length: LOOKED_AT_TOGETHER / 2 }, (_number, index) => number + 2 ** index);

/** Numbers between two, and the greater. */
function between(taken: number, free: number): number[] {
  const step = Math.ceil((free - taken) / LOOKED_AT_TOGETHER);
  const count = Math.ceil((free - taken) / step) - 1;
  return [...Array.from({ length: count }, (_n, index) => taken + (index + 1) * step), free];
}

function isOfSeries(username: string, base: string): boolean {
  const [, number] = /-(\d+)$/.exec(username) ?? [];
  return (
    number !== undefined &&
    usernameKey(numberedUsername(base, Number(number))) === usernameKey(username)
  );
}
