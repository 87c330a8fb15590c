import { areAlike, type Gist } from './gist';

const HOUR_MS = 60 * 60 * 1000;
const MAX_KEPT = 10_000;
/** Of one network. */
const MAX_BESIDE = 200;

interface Said {
  readonly gist: Gist;
  readonly authorId: number;
  readonly at: number;
}

/** Who said nearly the same from the same network within the last hour, as far as this node knows. Nothing else is kept. */
export class RecentWords {
  /** By network, the one that was heard last at the end; of each the oldest first. */
  private readonly said = new Map<string, readonly Said[]>();
  private kept = 0;

  note(network: string, gist: Gist, authorId: number, now: number): void {
    const others = this.fresh(network, now).filter(
      (said) => said.authorId !== authorId || !areAlike(said.gist, gist),
    );
    this.forget(network);
    this.keep(network, [...others, { gist, authorId, at: now }].slice(-MAX_BESIDE));
    for (const oldest of this.said.keys()) {
      if (this.kept <= MAX_KEPT) return;
      this.forget(oldest);
    }
  }

  /** How many others. */
  othersThan(network: string, gist: Gist, authorId: number, now: number): number {
    const others = this.fresh(network, now).filter(
      (said) => said.authorId !== authorId && areAlike(said.gist, gist),
    );
    return new Set(others.map((said) => said.authorId)).size;
  }

  private fresh(network: string, now: number): readonly Said[] {
    return (this.said.get(network) ?? []).filter(({ at }) => now - at < HOUR_MS);
  }

  private keep(network: string, said: readonly Said[]): void {
    this.said.set(network, said);
    this.kept += said.length;
  }

  private forget(network: string): void {
    this.kept -= this.said.get(network)?.length ?? 0;
    this.said.delete(network);
  }
}
