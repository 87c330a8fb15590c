import { oldAddressOf } from './old-address';
import { readOldPlace } from './old-place';
import type { MovedPost } from './post-address.queries';

/** Where a request for an old address came. */
export interface AskedPlace {
  /** What was asked for, as it came. */
  readonly text: string;
  /** The addresses at which this server answers. */
  readonly here: readonly string[];
}

/**
 * Whether going to a post would come back to this server for good. Old hosts point here: one that sends its readers on
 * with the whole old address must not get them back for that address, nor this server for what it is asked for itself.
 */
export function leadsBack({ address, url }: MovedPost, { text, here }: AskedPlace): boolean {
  const now = oldAddressOf(url);
  if (!now) return false;
  if (now.address === address && readOldPlace(text).addresses.includes(address)) return true;
  const hosts = here.flatMap((place) => hostOf(place) ?? []);
  const path = address.slice(address.indexOf('/') + 1);
  const ways = [path, `p/${path}`, `p/${address}`];
  return hosts.includes(hostOf(url) ?? '') && ways.includes(now.path);
}

/** Without "www.". */
function hostOf(url: string): string | null {
  return oldAddressOf(url)?.address.split('/')[0] ?? null;
}
