export interface ReadingOptions {
  /** The date of what has none, in milliseconds since 1970; null where that is a fault. */
  readonly undatedAs: number | null;
}
