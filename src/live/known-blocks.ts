import { blocksBetween } from '../blocks/block.queries';
import type { Queryable } from '../database/statement';

/** Which of some people block which of some viewers. */
export class KnownBlocks {
  private constructor(
    /** The people who were asked about. */
    private readonly people: ReadonlySet<number>,
    private readonly pairs: ReadonlySet<string>,
  ) {}

  static async among(
    on: Queryable,
    people: ReadonlySet<number>,
    viewers: readonly number[],
  ): Promise<KnownBlocks> {
    if (people.size === 0 || viewers.length === 0) return new KnownBlocks(people, new Set());
    const blocks = await blocksBetween(on, [...people], viewers);
    return new KnownBlocks(
      people,
      new Set(blocks.map(({ blockerId, blockedId }) => pair(blockerId, blockedId))),
    );
  }

  covers(person: number): boolean {
    return this.people.has(person);
  }

  /** Whether one of the people blocks the viewer. */
  isBlocked(viewerId: number | null, people: Iterable<number>): boolean {
    if (viewerId === null || this.pairs.size === 0) return false;
    for (const person of people) if (this.pairs.has(pair(person, viewerId))) return true;
    return false;
  }
}

const pair = (blockerId: number, blockedId: number): string => `${blockerId} ${blockedId}`;
