import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { badUserInput, notFound } from '../errors';
import { readLogHead } from '../feed/feed-log.queries';
import { normalizePostUrl } from '../posts/post-url';
import { profileByUsername } from '../profiles/profile.queries';
import { FeedStream } from './feed-stream';
import type { FeedTarget } from './feed-target';
import type { FeedHub } from './hub';
import type { OutboxLimits } from './outbox';
import { checkPosition } from './start-position';

/** Who subscribes, and from where. */
export interface Subscription {
  readonly viewerId: number | null;
  /** The position of the cursor given; null to begin now. */
  readonly after: LogPosition | null;
}

/** Feeds as streams. */
export class LiveService {
  constructor(
    private readonly reads: Queryable,
    private readonly hub: FeedHub,
    private readonly limits: OutboxLimits,
  ) {}

  async profileFeed(username: string, subscription: Subscription): Promise<FeedStream> {
    const profile = await this.patiently(() => profileByUsername(this.reads, username));
    if (!profile) throw notFound('There is no profile of this username.');
    return this.open({ feed: 'PROFILE', profileId: profile.id }, subscription);
  }

  homeFeed(viewerId: number, subscription: Subscription): Promise<FeedStream> {
    return this.open({ feed: 'HOME', viewerId }, subscription);
  }

  postFeed(address: string, subscription: Subscription): Promise<FeedStream> {
    const url = normalizePostUrl(address);
    if (url === null) throw badUserInput('Argument "url" is no whole http(s) address.');
    return this.open({ feed: 'POST', url, postId: null }, subscription);
  }

  publicFeed(subscription: Subscription): Promise<FeedStream> {
    return this.open({ feed: 'PUBLIC' }, subscription);
  }

  notifications(viewerId: number, subscription: Subscription): Promise<FeedStream> {
    return this.open({ feed: 'NOTIFICATIONS', viewerId }, subscription);
  }

  private async open(target: FeedTarget, { viewerId, after }: Subscription): Promise<FeedStream> {
    const from = await this.patiently(() => this.beginning(after));
    const { limits } = this;
    const isStart = after === null;
    return new FeedStream(this.reads, this.hub, { target, viewerId, from, isStart, limits });
  }

  private async beginning(after: LogPosition | null): Promise<LogPosition> {
    if (!after) return (await readLogHead(this.reads)).head;
    await checkPosition(this.reads, after);
    return after;
  }

  private patiently<T>(read: () => Promise<T>): Promise<T> {
    return this.hub.patience.with(read);
  }
}
