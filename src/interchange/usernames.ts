import type { Queryable } from '../database/statement';
import { profileIdsByKeys } from '../profiles/profile.queries';
import { legalUsername, numberedUsername, usernameKey } from '../profiles/username';

const TRIED_AT_ONCE = 50;
const LOADED = 4;

/** The usernames that are free in one unit. */
export class Usernames {
  /** Given out, and perhaps not written yet. */
  private readonly taken = new Map<string, number>();
  /** Who had the names that were looked up beforehand. */
  private readonly loaded = new Map<string, number | null>();

  constructor(private readonly on: Queryable) {}

  /** Looks up who has the names that will be wished for, all at once. For a unit that gives up no name. */
  async load(wishes: readonly string[]): Promise<void> {
    const bases = new Set(wishes.map(legalUsername));
    const keys = [...bases].flatMap((base) => keysFrom(base, 1, LOADED));
    const missing = keys.filter((key) => !this.loaded.has(key));
    if (missing.length === 0) return;
    const owners = await profileIdsByKeys(this.on, missing);
    for (const key of missing) this.loaded.set(key, owners.get(key) ?? null);
  }

  /**
   * The nearest legal username to a wish that nobody has.
   * @param ownerId who may have it already
   */
  async free(wished: string, ownerId: number | null): Promise<string> {
    const base = legalUsername(wished);
    let owners: ReadonlyMap<string, number | null> = this.loaded;
    for (let number = 1; ; number += 1) {
      const name = numberedUsername(base, number);
      const key = usernameKey(name);
      if (!owners.has(key)) owners = await this.ownersFrom(base, number);
      const owner = this.taken.get(key) ?? owners.get(key) ?? null;
      if (owner === null || owner === ownerId) return name;
    }
  }

  take(username: string, profileId: number): void {
    this.taken.set(usernameKey(username), profileId);
  }

  private async ownersFrom(base: string, number: number): Promise<Map<string, number | null>> {
    const keys = keysFrom(base, number, TRIED_AT_ONCE);
    const owners = await profileIdsByKeys(this.on, keys);
    return new Map(keys.map((key) => [key, owners.get(key) ?? null]));
  }
}

const keysFrom = (base: string, number: number, count: number): string[] =>
  Array.from({ length: count }, (_name, index) =>
    usernameKey(numberedUsername(base, number + index)),
  );
