import type { IdentityKey } from './identity-key';
import type { IdentityRow } from './people.queries';

/** So many are remembered, in some ten megabytes. */
const MAX_PEOPLE = 25_000;

/**
 * Those whom the last units of an import met, as they were left: the regulars of a blog, who are met again in nearly every
 * unit, are not looked up anew. Only while nobody else has changed anything (see ImportUnit).
 */
export class KnownPeople {
  private readonly rows = new Map<string, IdentityRow>();
  private state: string | null = null;

  /** @param state in which a unit finds the database; null where that cannot be told: then nobody is known */
  rowsIn(state: string | null): ReadonlyMap<string, IdentityRow> {
    if (state === null || state !== this.state) this.rows.clear();
    return this.rows;
  }

  /**
   * Learns how a unit left people, once it is committed.
   * @param state in which it left the database
   */
  learn(state: string | null, people: Iterable<IdentityRow>): void {
    this.state = state;
    if (state === null) return;
    for (const row of people) {
      const key = keyText(row);
      this.rows.delete(key);
      // A name that is kept is not the one that was signed last.
      if (!row.keepsName) this.rows.set(key, row);
    }
    for (const key of this.rows.keys()) {
      if (this.rows.size <= MAX_PEOPLE) return;
      this.rows.delete(key);
    }
  }
}

export const keyText = ({ kind, value }: IdentityKey): string => `${kind} ${value}`;
