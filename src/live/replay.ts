import { blockersAmong } from '../blocks/block.queries';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { postIdsByUrls } from '../posts/post.queries';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import type { FeedMessage } from './feed-message';
import { logFilterOf, peopleOf, type FeedTarget } from './feed-target';
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
      const profileId = this.target.feed === 'PROFILE' ? this.target.profileId : null;
      const part = await this.parts.read(this.reads, logFilterOf(this.target), position.sequence);
      // Looked up after the head was read: a post that is made between the two must not be passed over.
      if (logFilterOf(this.target) === null && (await this.isPostKnown())) continue;
      if (profileId !== null && (await this.isMerged(profileId))) continue;
      const { reached, hasMore, readAt, renderings } = part;
      // The database is at work on the next part while this one is being sent.
      if (hasMore) this.parts.readAhead(this.reads, logFilterOf(this.target), reached.sequence);
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

  /** Whether the profile was merged meanwhile, and its entries are to be read as those of another. */
  private async isMerged(profileId: number): Promise<boolean> {
    const presentId = await presentProfileId(this.reads, profileId);
    if (this.target.feed === 'PROFILE') this.target.profileId = presentId;
    return presentId !== profileId;
  }

  private async isPostKnown(): Promise<boolean> {
    if (this.target.feed !== 'POST') return true;
    const ids = await postIdsByUrls(this.reads, [this.target.url]);
    this.target.postId = ids.get(this.target.url) ?? null;
    return this.target.postId !== null;
  }
}
