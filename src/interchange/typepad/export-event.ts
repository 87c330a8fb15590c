/** A `KEY: VALUE` line, as written. */
export interface Field {
  readonly key: string;
  /** What stands after the colon and one space; other white space as written. */
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

export type TextSection = 'BODY' | 'EXTENDED BODY' | 'EXCERPT' | 'KEYWORDS';

/**
 * What a Typepad export (MTIF) holds, piece by piece in the order of the file, so that an entry of any size is read in
 * little memory: `ENTRY`, its sections, comments and pings in any order, `ENTRY_END`.
 */
export type ExportEvent =
  | { readonly kind: 'ENTRY'; readonly line: number; readonly fields: readonly Field[] }
  | {
      readonly kind: 'SECTION';
      readonly line: number;
      readonly section: TextSection;
      readonly text: string;
    }
  | {
      readonly kind: 'COMMENT' | 'PING';
      readonly line: number;
      readonly fields: readonly Field[];
      /** Byte for byte, without the line break that ends it. */
      readonly text: string;
    }
  | {
      readonly kind: 'ENTRY_END';
      readonly line: number;
      /** Set where the file ends before all of the entry's own words. */
      readonly isCut?: true;
    }
  /** Something that could not be read, or was repaired. Nothing is dropped without one. */
  | {
      readonly kind: 'FAULT';
      readonly line: number;
      readonly reason: string;
      /** Whether nothing is lost by it. */
      readonly isRepaired?: true;
    };
