import type { SiteMove } from '../../../posts/site-move';

/** What is known of a file before it is read, and how it is to be read. */
export interface ExportContext {
  /** The path of the file as it was given, by which reports tell it from others of its name. */
  readonly file: string;
  /** Where its entries stood that do not tell it themselves, normalised; null where nothing tells. */
  readonly site: string | null;
  readonly moves: readonly SiteMove[];
  /** The instant of a date as it is written; null where it is none. */
  readonly instantOf: (text: string) => number | null;
}
