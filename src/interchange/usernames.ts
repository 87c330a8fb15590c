import type { Unit } from '../database/unit-of-work';
import { profileIdsByKeys } from '../profiles/profile.queries';
import { legalUsername, numberedUsername, usernameKey } from '../profiles/username';

const TRIED_AT_ONCE = 50;

/** The usernames that are free in one unit. */
export class Usernames {
  /** Given out, and perhaps not written yet. */
  private readonly taken = new Map<string, number>();

  constructor(private readonly unit: Unit) {}

  /**
   * The nearest legal username to a wish that nobody has.
   * @param ownerId who may have it already
   */
  async free(wished: string, ownerId: number | null): Promise<string> {
    const base = legalUsername(wished);
    for (let number = 1; ; number += TRIED_AT_ONCE) {
      const names = Array.from({ length: TRIED_AT_ONCE }, (_name, index) =>
        numberedUsername(base, number + index),
      );
      const owners = await profileIdsByKeys(this.unit, names.map(usernameKey));
      const free = names.find((name) => {
        const owner = this.taken.get(usernameKey(name)) ?? owners.get(usernameKey(name));
        return owner === undefined || owner === ownerId;
      });
      if (free !== undefined) return free;
    }
  }

  take(username: string, profileId: number): void {
    this.taken.set(usernameKey(username), profileId);
  }
}
