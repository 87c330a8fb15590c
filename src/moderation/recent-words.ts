const HOUR_MS = 60 * 60 * 1000;
const MAX_KEPT = 10_000;

/** Who said the same words from the same network within the last hour, as far as this node knows. Nothing else is kept. */
export class RecentWords {
  /** The oldest first. */
  private readonly said = new Map<string, { readonly authors: Set<number>; at: number }>();

  /** @param key the network and a digest of the words */
  note(key: string, authorId: number, now: number): void {
    const known = this.fresh(key, now);
    this.said.delete(key);
    this.said.set(key, { authors: new Set(known).add(authorId), at: now });
    for (const oldest of this.said.keys()) {
      if (this.said.size <= MAX_KEPT) return;
      this.said.delete(oldest);
    }
  }

  /** How many others. */
  othersThan(key: string, authorId: number, now: number): number {
    return [...this.fresh(key, now)].filter((id) => id !== authorId).length;
  }

  private fresh(key: string, now: number): ReadonlySet<number> {
    const known = this.said.get(key);
    return known && now - known.at < HOUR_MS ? known.authors : new Set();
  }
}
