/** One thing of a file, and the line on which it begins. */
export type SourceItem =
  | { readonly line: number; readonly value: unknown }
  /** What a collection says of itself: no activity. */
  | { readonly line: number; readonly value: unknown; readonly isHeader: true }
  /** Something that could not be read. */
  | { readonly line: number; readonly fault: string };
