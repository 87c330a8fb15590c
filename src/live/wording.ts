import { blockersAmong } from '../blocks/block.queries';
import type { Queryable } from '../database/statement';
import type { FeedMessage } from './feed-message';
import type { LiveStats } from './live-stats';
import { render, type Renderers } from './rendering';
import type { ReplayPage } from './replay';

/** Puts what a subscriber catches up with into words: those of its group, as far as the viewer may read them. */
export class Wording {
  constructor(
    private readonly reads: Queryable,
    private readonly stats: LiveStats,
    private readonly renderers: Renderers,
    private readonly viewerId: number | null,
  ) {}

  /** @param page the page that a message is of; null for a checkpoint */
  async of(message: FeedMessage, page: ReplayPage | null): Promise<Buffer> {
    const { usual, own } = this.renderers;
    if (!page || usual === own) return (await render(this.stats, usual, message)).payload;
    const { payload, peopleShown } = await page.renderings.of(usual, message, async () =>
      render(this.stats, usual, message),
    );
    const others = [...peopleShown].filter((person) => !page.cleared.has(person));
    if (this.viewerId === null || others.length === 0) return payload;
    // Somebody further down in it may block the viewer.
    const blockers = await blockersAmong(this.reads, this.viewerId, others);
    return blockers.size === 0 ? payload : (await render(this.stats, own, message)).payload;
  }
}
