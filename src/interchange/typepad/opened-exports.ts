import { normalizePostUrl } from '../../posts/post-url';
import type { SiteMove } from '../../posts/site-move';
import { FileRefusal } from '../source-file';
import type { ExportEvent } from './export-event';
import { ExportFile } from './export-file';
import { siteUrlOf } from './reading/entry-place';
import { valueOf } from './reading/fields';
import type { UnreadFile } from './reading/unread-file';

/** How files are to be read that do not tell it themselves. */
export interface OpeningOptions {
  /** The site of each file that was named with one, by its path. */
  readonly sites: ReadonlyMap<string, string>;
  readonly moves: readonly SiteMove[];
  /** The name of the zone in which dates were written. */
  readonly timeZone: string;
}

/** The files of an import. */
export class OpenedExports {
  private constructor(
    readonly files: readonly UnreadFile[],
    /** In bytes. */
    readonly size: number,
  ) {}

  /**
   * Looks into each file before anything is imported: what it is, and which site it comes from.
   * @throws FileRefusal
   */
  static async open(paths: readonly string[], options: OpeningOptions): Promise<OpenedExports> {
    const { sites, moves, timeZone } = options;
    const files: UnreadFile[] = [];
    let size = 0;
    for (const path of paths) {
      const file = await ExportFile.open(path);
      const site = sites.get(path) ?? (await siteOfExport(file.events())) ?? noSite(path);
      files.push({ path, site, moves, timeZone });
      size += file.size;
    }
    return new OpenedExports(files, size);
  }
}

/** The site of the first entry that tells it, else the root of its host; null where no entry tells anything. */
export async function siteOfExport(events: AsyncIterable<ExportEvent>): Promise<string | null> {
  let page: string | null = null;
  for await (const event of events) {
    if (event.kind !== 'ENTRY') continue;
    const url = normalizePostUrl(valueOf(event.fields, 'UNIQUE URL'));
    if (url === null) continue;
    const site = siteUrlOf(url);
    if (site !== null) return site;
    page ??= url;
  }
  return page && new URL(page).origin;
}

function noSite(path: string): never {
  throw new FileRefusal(
    `${path}: no entry tells its address. Say where they stood: --site ${path}=https://ann.typepad.com/weblog`,
  );
}
