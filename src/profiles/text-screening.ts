import type { Unit } from '../database/unit-of-work';

/** Judges what people call themselves and say of themselves, before it is shown to anybody. */
export interface TextScreener {
  /**
   * Reads texts, by the fields that they were given in.
   * @returns what decides on them in a unit. It is told whose they are, null for whoever is about to join, and throws a
   * Refusal that names those which are not accepted
   */
  screen(texts: object): (unit: Unit, authorId: number | null) => Promise<void>;
}
