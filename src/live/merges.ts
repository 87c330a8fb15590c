import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { redirectsSince } from '../profiles/profile-redirect.queries';

/** Which profiles became a part of which, as far as entries that were read before may not know. */
export class Merges {
  static readonly none = new Merges(new Map());

  private constructor(readonly targets: ReadonlyMap<number, number>) {}

  /** @param sequence a place in the log up to which all is dispatched */
  static async since(on: Queryable, sequence: number): Promise<Merges> {
    const redirects = await redirectsSince(on, sequence);
    return new Merges(new Map(redirects.map(({ id, profileId }) => [id, profileId])));
  }

  isSame({ targets }: Merges): boolean {
    if (targets.size !== this.targets.size) return false;
    return [...targets].every(([from, into]) => this.targets.get(from) === into);
  }

  /** An entry as the log has it now. */
  present(entry: LogEntry): LogEntry {
    if (this.targets.size === 0) return entry;
    return {
      ...entry,
      actorId: this.of(entry.actorId),
      subjectProfileId: entry.subjectProfileId && this.of(entry.subjectProfileId),
      recipientId: entry.recipientId && this.of(entry.recipientId),
    };
  }

  private of(id: number): number {
    return this.targets.get(id) ?? id;
  }
}
