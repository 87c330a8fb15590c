import type { AccountService } from '../accounts/account.service';
import type { EmailService } from '../accounts/email.service';
import type { PasswordService } from '../accounts/password.service';
import type { OwnExportService } from '../accounts/own-export.service';
import type { SessionService } from '../accounts/session.service';
import type { Viewer } from '../accounts/viewer';
import type { BlockService } from '../blocks/block.service';
import type { ClaimService } from '../claims/claim.service';
import type { CommentService } from '../comments/comment.service';
import type { HeldSight } from '../comments/held-sight';
import type { DepartureService } from '../departures/departure.service';
import { unauthenticated } from '../errors';
import type { FavoriteService } from '../favorites/favorite.service';
import type { FeedService } from '../feed/feed.service';
import type { FollowService } from '../follows/follow.service';
import type { LiveService } from '../live/live.service';
import type { BlockListService } from '../moderation/block-list.service';
import type { RoleService } from '../moderation/role.service';
import type { SiteSettingsService } from '../moderation/site-settings.service';
import type { ModerationService } from '../moderation/moderation.service';
import type { NotificationService } from '../notifications/notification.service';
import type { PostService } from '../posts/post.service';
import type { MergeService } from '../merges/merge.service';
import type { RateLimits } from '../rates/rate-limits';
import type { ProfileService } from '../profiles/profile.service';
import type { AnswerLength } from './answer-length';
import type { CountedFields } from './counted-fields';
import type { Failures } from './failures';
import type { FieldTurns } from './field-turns';
import type { Loaders } from './loaders';

/** What the resolvers may call. One set for the life of the process. */
export interface Services {
  readonly accounts: AccountService;
  readonly ownExports: OwnExportService;
  readonly sessions: SessionService;
  readonly emails: EmailService;
  readonly passwords: PasswordService;
  readonly profiles: ProfileService;
  readonly follows: FollowService;
  readonly blocks: BlockService;
  readonly posts: PostService;
  readonly claims: ClaimService;
  readonly comments: CommentService;
  readonly departures: DepartureService;
  readonly favorites: FavoriteService;
  readonly feeds: FeedService;
  readonly merges: MergeService;
  readonly moderation: ModerationService;
  readonly roles: RoleService;
  readonly siteSettings: SiteSettingsService;
  readonly blockList: BlockListService;
  readonly notifications: NotificationService;
  readonly live: LiveService;
}

/** What a resolver knows of the request. A live message is resolved with a fresh one. */
export interface Context {
  /** Null when nobody is signed in. */
  readonly viewer: Viewer | null;
  /** Whom the request comes from: an IPv4 address, or the /64 of an IPv6 one. Null for a live message. Never told to anybody. */
  readonly network: string | null;
  /** What the request was sent with, such as "Firefox on Linux"; null where nothing is known. */
  readonly client: string | null;
  /** Which comments it may show that are not there for everyone. */
  readonly heldSight: HeldSight;
  readonly services: Services;
  readonly rates: RateLimits;
  readonly countedFields: CountedFields;
  readonly loaders: Loaders;
  /**
   * Takes note of the people whose words or names an answer tells that is for no viewer in particular; null where it is
   * for one.
   */
  readonly peopleShown: Set<number> | null;
  readonly answerLength: AnswerLength;
  readonly failures: Failures;
  readonly fieldTurns: FieldTurns;
  /** Where this server is reached, without a trailing slash. */
  readonly publicUrl: string;
}

/** @throws DomainError UNAUTHENTICATED */
export function requireViewer({ viewer }: Context): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}
