import type { Unit } from '../../../database/unit-of-work';
import { SiteAddressEntity } from '../../../posts/site-address.entity';
import { SiteEntity } from '../../../posts/site.entity';
import { sitesByUrls } from '../../sites.queries';
import type { SiteDraft } from '../reading/portion';
import { siteIdsByAddresses } from './sources.queries';

/**
 * The ids of the sites of posts, by the addresses at which they stood. An import opens no site for comments: that a blog
 * was kept does not say that anybody looks after what is written there now.
 */
export async function siteIdsFor(
  unit: Unit,
  sites: readonly SiteDraft[],
): Promise<Map<string, number>> {
  const wanted = new Map(sites.map((site) => [site.address, site]));
  if (sites.length === 0) return new Map();
  const ids = await siteIdsByAddresses(unit, [...wanted.keys()]);
  for (const site of wanted.values()) {
    if (ids.has(site.address)) continue;
    const siteId = await siteIdAt(unit, site.url);
    await unit.manager.insert(SiteAddressEntity, { address: site.address, siteId });
    ids.set(site.address, siteId);
  }
  return ids;
}

async function siteIdAt(unit: Unit, url: string): Promise<number> {
  const [known] = await sitesByUrls(unit, [url]);
  return known?.id ?? unit.insert(SiteEntity, { url, title: null, isRegistered: false });
}
