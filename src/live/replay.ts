import { blockersAmong } from '../blocks/block.queries';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { postIdsByUrls } from '../posts/post.queries';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import type { FeedMessage } from './feed-message';
import { isSameFilter, logFilterOf, peopleOf, type FeedTarget } from './feed-target';
import type { LogPart, LogParts } from './log-parts';

/** A part of what a subscriber missed. */
export interface ReplayPage extends Pick<LogPart, 'reached' | 'hasMore' | 'readAt' | 'renderings'> {
  readonly messages: readonly FeedMessage[];
  /** People whom the messages involve, none of whom blocks the viewer. */
  readonly cleared: ReadonlySet<number>;
}

/** Reads a feed's part of the log for one subscriber, page by page. */
export class Replay {
  constructor(
    private readonly reads: Queryable,
    private readonly parts: LogParts,
    private readonly target: FeedTarget,
    /** Whose blocks count; null when nobody is signed in. */
    private readonly viewerId: number | null,
  ) {}

  /**
   * Reads on after a position.
   * @throws DomainError when the log no longer has everything after it: never a silent skip
   */
  async read(position: LogPosition): Promise<ReplayPage> {
    for (;;) {
      const filter = logFilterOf(this.target);
      const part = await this.parts.read(this.reads, filter, position.sequence);
      // After the log was read: what the feed has become between the two must not be passed over.
      await this.lookUpTarget();
      if (!isSameFilter(filter, logFilterOf(this.target))) continue;
      const { reached, hasMore, readAt, renderings } = part;
      // The database is at work on the next part while this one is being sent.
      if (hasMore) this.parts.readAhead(this.reads, filter, reached.sequence);
      return { ...(await this.messagesFor(part)), reached, hasMore, readAt, renderings };
    }
  }

  private async messagesFor({ entries, messages }: LogPart) {
    const people = new Set(entries.flatMap(peopleOf));
    const blockers =
      this.viewerId === null || people.size === 0
        ? new Set<number>()
        : await blockersAmong(this.reads, this.viewerId, [...people]);
    const cleared = new Set([...people].filter((person) => !blockers.has(person)));
    const allowed = entries.filter((entry) => peopleOf(entry).every((one) => cleared.has(one)));
    return { messages: allowed.flatMap((entry) => messages.get(entry.sequence) ?? []), cleared };
  }

  /** A page may have become a post, and a profile a part of another. The hub may have learnt so in the meantime, too. */
  async lookUpTarget(): Promise<void> {
    const { target } = this;
    if (target.feed === 'POST' && target.postId === null) {
      const ids = await postIdsByUrls(this.reads, [target.url]);
      target.postId ??= ids.get(target.url) ?? null;
    } else if (target.feed === 'PROFILE') {
      const { profileId } = target;
      const presentId = await presentProfileId(this.reads, profileId);
      if (target.profileId === profileId) target.profileId = presentId;
    }
  }
}
