/**
 * - PASSED_OVER: it is not imported, and is not meant to be: a draft, and what stands below it.
 * - REFUSED: it cannot be imported.
 * - UNREADABLE: a part of the file that is nothing, or too long to be read.
 * - REPAIRED: it is imported, but something of it had to be made up or left out.
 * - AMBIGUOUS: somebody who has the name of another person.
 */
export type FindingKind = 'PASSED_OVER' | 'REFUSED' | 'UNREADABLE' | 'REPAIRED' | 'AMBIGUOUS';

/** Something of a file that a person may want to look at. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly kind: FindingKind;
  readonly reason: string;
}
