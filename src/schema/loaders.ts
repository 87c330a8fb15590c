import DataLoader from 'dataloader';
import { emailsByAccountIds, type AccountEmail } from '../accounts/account.queries';
import { sessionsByIds, type ListedSession } from '../accounts/session.queries';
import { blockedAmong, blockersAmong } from '../blocks/block.queries';
import { claimsByIds } from '../claims/claim.queries';
import type { ClaimRecord } from '../claims/claim.record';
import { commentsByIds } from '../comments/comment.queries';
import type { CommentRecord } from '../comments/comment.record';
import { NOTHING_HELD, type HeldSight } from '../comments/held-sight';
import { RepliesLoader } from '../comments/replies.loader';
import { loaderById, membershipLoader } from '../database/batch';
import type { Queryable } from '../database/statement';
import { favoritedAmong } from '../favorites/favorite.queries';
import type { ActivityRecord } from '../feed/activity.record';
import { activitiesByIds } from '../feed/feed.queries';
import { entriesByIds, type EntryRecord } from '../moderation/block-list.queries';
import { reportsByIds } from '../moderation/report-list.queries';
import { reportCounts } from '../moderation/report.queries';
import type { ReportRecord } from '../moderation/report.record';
import { ReportsLoader } from '../moderation/reports.loader';
import { decisionsByIds, latestDecisions } from '../moderation/decision.queries';
import type { DecisionRecord } from '../moderation/decision.record';
import { followedAmong } from '../follows/follow.queries';
import { notificationsByIds, unseenCount } from '../notifications/notification.queries';
import type { NotificationRecord } from '../notifications/notification.record';
import {
  belowRegisteredSites,
  firstComments,
  postsByIds,
  siteRecordsByIds,
} from '../posts/post.queries';
import type { PostRecord, SiteRecord } from '../posts/post.record';
import { profilesByIds } from '../profiles/profile.queries';
import { redirectsOf } from '../profiles/profile-redirect.queries';
import type { ProfileRecord } from '../profiles/profile.record';

/** Yes or no for each of many ids. */
type Membership = DataLoader<number, boolean>;

/**
 * What could not come with a page's own statement, loaded in batches. Fresh for every request and every live message,
 * most of which need none: so each is made when it is first asked for.
 */
export class Loaders {
  private readonly made = new Map<unknown, unknown>();

  /** @param viewerId the viewer's profile; null when nobody is signed in */
  constructor(
    private readonly on: Queryable,
    private readonly viewerId: number | null,
    private readonly heldSight: HeldSight = NOTHING_HELD,
  ) {}

  get profiles(): DataLoader<number, ProfileRecord | null> {
    return this.byId(profilesByIds);
  }

  /** What profiles that were merged are a part of now, by their old ids. */
  get mergedProfiles(): DataLoader<number, ProfileRecord | null> {
    return this.once(redirectsOf, () => new DataLoader((ids) => this.merged(ids)));
  }

  get sites(): DataLoader<number, SiteRecord | null> {
    return this.byId(siteRecordsByIds);
  }

  get posts(): DataLoader<number, PostRecord | null> {
    return this.byId(postsByIds);
  }

  get comments(): DataLoader<number, CommentRecord | null> {
    return this.byId(commentsByIds);
  }

  /** Those that are there for the viewer. */
  get activities(): DataLoader<number, ActivityRecord | null> {
    const load = (ids: readonly number[]) => activitiesByIds(this.on, ids, this.viewerId);
    return this.once(activitiesByIds, () => loaderById(load));
  }

  /** The viewer's own alone. */
  get notifications(): DataLoader<number, NotificationRecord | null> {
    return this.once(notificationsByIds, () =>
      loaderById(async (ids) => {
        const found = await notificationsByIds(this.on, ids);
        return found.flatMap(({ recipientId, notification }) =>
          recipientId === this.viewerId ? notification : [],
        );
      }),
    );
  }

  /** By profile, how many notifications it has not seen. */
  get unseenNotifications(): DataLoader<number, number> {
    const count = (profileId: number) => unseenCount(this.on, profileId);
    return this.once(unseenCount, () => new DataLoader((ids) => Promise.all(ids.map(count))));
  }

  /** Whoever asks: who may see a claim is judged where it is shown. */
  get claims(): DataLoader<number, ClaimRecord | null> {
    return this.byId(claimsByIds);
  }

  /** By account, whosever it is: only its owner asks. */
  get accountEmails(): DataLoader<number, AccountEmail | null> {
    return this.byId(emailsByAccountIds);
  }

  /** Whoever asks: who may see a session is judged where it is shown. */
  get sessions(): DataLoader<number, ListedSession | null> {
    return this.byId(sessionsByIds);
  }

  /** Whoever asks, as of claims. */
  get decisions(): DataLoader<number, DecisionRecord | null> {
    return this.byId(decisionsByIds);
  }

  /** By comment, what was last decided on it. For moderators. */
  get latestDecisions(): DataLoader<number, { readonly decision: DecisionRecord } | null> {
    return this.byId(latestDecisions);
  }

  get blockListEntries(): DataLoader<number, EntryRecord | null> {
    return this.byId(entriesByIds);
  }

  /** By comment, how many have reported it. For moderators. */
  get reportCounts(): DataLoader<number, { readonly reportCount: number } | null> {
    return this.byId(reportCounts);
  }

  /** Whoever asks, as of claims. */
  get commentReports(): DataLoader<number, ReportRecord | null> {
    return this.byId(reportsByIds);
  }

  get reports(): ReportsLoader {
    return this.once(ReportsLoader, () => new ReportsLoader(this.on));
  }

  get replies(): RepliesLoader {
    return this.once(RepliesLoader, () => new RepliesLoader(this.on, this.heldSight));
  }

  /** Whether the page of that address is below the address of a registered site. */
  get isBelowRegisteredSite(): DataLoader<string, boolean> {
    const load = (urls: readonly string[]) => belowRegisteredSites(this.on, urls);
    return this.once(belowRegisteredSites, () => membershipLoader(load));
  }

  /** By post, when the oldest comment on it was written. */
  get firstComments(): DataLoader<number, { readonly at: number | null } | null> {
    return this.byId(firstComments);
  }

  /** Whether the viewer follows a profile. */
  get isFollowing(): Membership {
    return this.ofViewer(followedAmong);
  }

  /** Whether the viewer blocks a profile. */
  get isBlocking(): Membership {
    return this.ofViewer(blockedAmong);
  }

  /** Whether a profile blocks the viewer. */
  get isBlockedBy(): Membership {
    return this.ofViewer(blockersAmong);
  }

  get hasFavoritedComment(): Membership {
    return this.ofViewer(favoritedComments);
  }

  get hasFavoritedPost(): Membership {
    return this.ofViewer(favoritedPosts);
  }

  private async merged(ids: readonly number[]): Promise<(ProfileRecord | null)[]> {
    const redirects = await redirectsOf(this.on, ids);
    const targets = new Map(redirects.map(({ id, profileId }) => [id, profileId]));
    return Promise.all(ids.map((id) => this.profiles.load(targets.get(id) ?? 0)));
  }

  private byId<Item extends { readonly id: number }>(
    load: (on: Queryable, ids: readonly number[]) => Promise<readonly Item[]>,
  ): DataLoader<number, Item | null> {
    return this.once(load, () => loaderById((ids) => load(this.on, ids)));
  }

  private ofViewer(among: Among): Membership {
    const { on, viewerId } = this;
    const load = (ids: readonly number[]) =>
      viewerId === null ? Promise.resolve(NONE) : among(on, viewerId, ids);
    return this.once(among, () => membershipLoader(load));
  }

  private once<Loader>(key: unknown, make: () => Loader): Loader {
    const known = this.made.get(key) as Loader | undefined;
    if (known) return known;
    const made = make();
    this.made.set(key, made);
    return made;
  }
}

/** Those of the ids that stand in some relation to the viewer. */
type Among = (on: Queryable, viewerId: number, ids: readonly number[]) => Promise<Set<number>>;

const NONE: ReadonlySet<number> = new Set();

const favoritedComments: Among = (on, viewer, ids) => favoritedAmong(on, viewer, 'Comment', ids);
const favoritedPosts: Among = (on, viewer, ids) => favoritedAmong(on, viewer, 'Post', ids);
