const MAX_KEPT = 10_000;

/**
 * Whence reports came, as far as this node knows since it started: one person may have many accounts. Nothing of it is
 * written down.
 */
export class ReportNetworks {
  /** The oldest first. */
  private readonly heard = new Map<string, string>();

  note(commentId: number, reporterId: number, network: string | null): void {
    const key = keyOf(commentId, reporterId);
    this.heard.delete(key);
    if (network !== null) this.heard.set(key, network);
    for (const oldest of this.heard.keys()) {
      if (this.heard.size <= MAX_KEPT) return;
      this.heard.delete(oldest);
    }
  }

  /** How many of those who reported a comment are of different networks; of whom it is not known, each is of their own. */
  countOf(commentId: number, reporterIds: readonly number[]): number {
    const networks = reporterIds.map(
      (id) => this.heard.get(keyOf(commentId, id)) ?? `reporter ${id}`,
    );
    return new Set(networks).size;
  }
}

const keyOf = (commentId: number, reporterId: number): string => `${commentId} ${reporterId}`;
