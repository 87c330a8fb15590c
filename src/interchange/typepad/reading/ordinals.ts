import { numberOf } from './digest';
import { NumberSet } from './number-set';

/** Counts what is alike among the comments of one entry, of which there can be a million. */
export class Ordinals {
  private readonly seen = new NumberSet();
  private readonly repeated = new Map<string, number>();

  /** How many of the same digest came before. */
  next(digest: string): number {
    if (this.seen.add(numberOf(digest))) return 0;
    const ordinal = (this.repeated.get(digest) ?? 0) + 1;
    this.repeated.set(digest, ordinal);
    return ordinal;
  }
}
