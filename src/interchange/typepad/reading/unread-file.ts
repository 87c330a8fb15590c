import type { SiteMove } from '../../../posts/site-move';
import { instantOf } from '../export-date';
import { eventsOfFile } from '../export-file';
import { timeZoneOf } from '../time-zone';
import type { Portion } from './portion';
import { portionsOf } from './portions';

/** A file that is yet to be read, and how: nothing but data, so that another thread can be told. */
export interface UnreadFile {
  readonly path: string;
  /** See ExportContext. */
  readonly site: string | null;
  readonly moves: readonly SiteMove[];
  /** The name of the zone in which its dates were written. */
  readonly timeZone: string;
}

/**
 * Reads a file into what can be applied.
 * @param onRead told after every chunk how many bytes of the file have been read
 */
export function portionsOfFile(
  { path, site, moves, timeZone }: UnreadFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<Portion> {
  const zone = timeZoneOf(timeZone);
  const at = (text: string) => instantOf(text, zone);
  return portionsOf(eventsOfFile(path, onRead), { file: path, site, moves, instantOf: at });
}
