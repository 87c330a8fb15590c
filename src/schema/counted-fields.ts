import { responsePathAsArray, type GraphQLResolveInfo } from 'graphql';
import type { DomainError } from '../errors';

type Path = GraphQLResolveInfo['path'];

/**
 * Which fields of one operation have been counted by a rate, and what each was told. An operation that is executed once more
 * counts each once, and what was refused stays so.
 */
export class CountedFields {
  /** Most operations, and all that a live feed tells, have none. */
  private told: Map<string, DomainError | null> | null = null;

  /**
   * @param count counts the field, where that has not been done yet
   * @returns why it may not be done; null when it may
   */
  once(path: Path, count: () => DomainError | null): DomainError | null {
    const place = responsePathAsArray(path).join('.');
    this.told ??= new Map();
    const known = this.told.get(place);
    if (known !== undefined) return known;
    const refusal = count();
    this.told.set(place, refusal);
    return refusal;
  }
}
