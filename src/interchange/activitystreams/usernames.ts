import type { Unit } from '../../database/unit-of-work';
import { profileIdsByKeys } from '../../profiles/profile.queries';
import { legalUsername, numberedUsername, usernameKey } from '../../profiles/username';

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

/** What the last part of an id calls somebody: "ann" in https://blog.example/users/@ann. */
export function nameInId(id: string): string {
  const path = id.replace(/[?#].*$/s, '');
  const parts = path.split(/[/:]/).filter((part) => part !== '');
  const last = decoded(parts.at(-1) ?? id).replace(/^@/, '');
  const [name = ''] = last.split('@');
  return [name, last].find((part) => part !== '') ?? id;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
