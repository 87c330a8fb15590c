import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { ActivityRecord } from './activity.record';
import { homeFeedPage, profileFeedPage, publicFeedPage } from './feed.queries';

/** Feeds as lists, newest first. */
export class FeedService {
  constructor(private readonly reads: Queryable) {}

  ofProfile(
    actorId: number,
    viewerId: number | null,
    request: PageRequest,
  ): Promise<Page<ActivityRecord>> {
    return profileFeedPage(this.reads, { actorId, viewerId }, request);
  }

  ofHome(viewerId: number, request: PageRequest): Promise<Page<ActivityRecord>> {
    return homeFeedPage(this.reads, viewerId, request);
  }

  ofEverybody(viewerId: number | null, request: PageRequest): Promise<Page<ActivityRecord>> {
    return publicFeedPage(this.reads, viewerId, request);
  }
}
