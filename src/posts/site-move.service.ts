import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { oldAddressOf } from './old-address';
import { postIdsAtUrls, siteAtOneOf } from './post.queries';
import { movedUrl, newSiteUrl, type SiteMove } from './site-move';
import {
  movePost,
  postsBelow,
  setSiteMove,
  siteAddresses,
  siteMoves,
  type StandingPost,
} from './site-move.queries';
import { SiteEntity } from './site.entity';

/** On SQLite every writer waits for a unit. */
const POSTS_AT_ONCE = 100;

export interface MovedSite {
  /** How many posts stood at the old address, wherever they are now. */
  readonly stood: number;
  readonly moved: number;
  /** Posts that stay where they are, because another post stands where they would be. */
  readonly hindered: readonly string[];
}

/** Sites that have moved, and where their posts are now. */
export class SiteMoveService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
  ) {}

  known(): Promise<SiteMove[]> {
    return siteMoves(this.reads);
  }

  /**
   * Moves a site, with all that was imported of it and all that will be.
   * @param old the address at which the site stood
   * @param to an address, or one with parts in braces (see site-move.ts)
   */
  async move(old: string, to: string): Promise<MovedSite> {
    const move = readSiteMove(old, to);
    const siteId = await this.units.run((unit) => siteIdFor(unit, move));
    const inner = (await siteAddresses(this.reads)).filter((site) =>
      site.startsWith(`${move.from}/`),
    );
    let after: string | null = null;
    let [stood, moved] = [0, 0];
    const hindered: string[] = [];
    for (;;) {
      const posts: StandingPost[] = await postsBelow(this.reads, move.from, {
        after,
        limit: POSTS_AT_ONCE,
      });
      const own = posts.filter(
        ({ address }) => !inner.some((site) => address.startsWith(`${site}/`)),
      );
      const done = await this.units.run((unit) => movePosts(unit, own, { ...move, siteId }));
      stood += done.stood;
      moved += done.moved;
      hindered.push(...done.hindered);
      after = posts.at(-1)?.address ?? after;
      if (posts.length < POSTS_AT_ONCE) return { stood, moved, hindered };
    }
  }
}

/** @throws Refusal */
export function readSiteMove(old: string, to: string): SiteMove {
  const from = oldAddressOf(old)?.address;
  if (from === undefined)
    throw refuse('old', 'INVALID', 'Give the old site as a whole http(s) address.');
  const path = `https://${from}/2010/10/a.html`;
  if (
    newSiteUrl(to) === null ||
    movedUrl(path, { from, to }) === null ||
    /\{(?!year|month|basename|path)/.test(to)
  )
    throw refuse(
      'new',
      'INVALID',
      'Give the new site as a whole http(s) address; {year}, {month}, {basename} and {path} may stand in it.',
    );
  return { from, to: to.trim() };
}

/** The row of the new site: that which stands at its address, else a new one. */
async function siteIdFor(unit: Unit, move: SiteMove): Promise<number> {
  const url = newSiteUrl(move.to) ?? move.to;
  const known = await siteAtOneOf(unit, [url]);
  const siteId =
    known?.id ?? (await unit.insert(SiteEntity, { url, title: null, isRegistered: false }));
  await setSiteMove(unit, { ...move, siteId });
  return siteId;
}

async function movePosts(
  unit: Unit,
  posts: readonly StandingPost[],
  { siteId, ...move }: SiteMove & { siteId: number },
): Promise<MovedSite> {
  const wanted = posts.map((post) => ({
    ...post,
    to: movedUrl(`https://${post.address}`, move) ?? post.url,
  }));
  const taken = await postIdsAtUrls(
    unit,
    wanted.map((post) => post.to),
  );
  let moved = 0;
  const hindered: string[] = [];
  for (const { postId, url, to, siteId: before } of wanted) {
    const owner = taken.get(to);
    if (owner !== undefined && owner !== postId) hindered.push(url);
    else if (url !== to || siteId !== before) {
      await movePost(unit, { postId, url: to, siteId });
      taken.set(to, postId);
      moved += 1;
    }
  }
  return { stood: posts.length, moved, hindered };
}
