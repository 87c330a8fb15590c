import { digestOf, numberOf } from '../reading/digest';
import { NumberSet } from '../reading/number-set';

type Kind = 'POST' | 'PERSON' | 'COMMENT' | 'WORDS';

/** What a dry run has met and, as it writes nothing, cannot find in the database. */
export class Seen {
  private readonly numbers = new NumberSet();

  /** @returns whether it is new */
  add(kind: Kind, key: string): boolean {
    return this.numbers.add(numberOf(digestOf(kind, key)));
  }

  has(kind: Kind, key: string): boolean {
    return this.numbers.has(numberOf(digestOf(kind, key)));
  }
}
