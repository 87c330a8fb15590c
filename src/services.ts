import { AccountService } from './accounts/account.service';
import { AccountTokens } from './accounts/account-token';
import { EmailService } from './accounts/email.service';
import type { Passwords } from './accounts/password';
import { PasswordService } from './accounts/password.service';
import { OwnExportService } from './accounts/own-export.service';
import { SessionService } from './accounts/session.service';
import type { Background } from './background';
import { BlockService } from './blocks/block.service';
import type { Clock } from './clock';
import { CommentService } from './comments/comment.service';
import type { Config } from './config';
import type { Database } from './database/database';
import { FavoriteService } from './favorites/favorite.service';
import type { Recorder } from './feed/recorder';
import { FeedService } from './feed/feed.service';
import { FollowService } from './follows/follow.service';
import type { Mailer } from './mail/mailer';
import { BlockListService } from './moderation/block-list.service';
import { CommentScreener } from './moderation/comment-screener';
import { ModerationService } from './moderation/moderation.service';
import { ProfileScreener } from './moderation/profile-screener';
import { RoleService } from './moderation/role.service';
import { SiteSettingsService } from './moderation/site-settings.service';
import type { SpamCheck } from './moderation/spam-check';
import { UsualSpamCheck } from './moderation/usual-spam-check';
import { NotificationService } from './notifications/notification.service';
import { PostService } from './posts/post.service';
import { MergeService } from './merges/merge.service';
import { ProfileService } from './profiles/profile.service';
import type { Services } from './schema/context';

type Moderating = 'reportsToHold' | 'spamHoldAt' | 'spamRejectAt';

/** Without thresholds nothing is held by itself. */
export type ServiceSettings = Pick<Config, 'hasOpenSites'> & Partial<Pick<Config, Moderating>>;

/** What may be put in place of the usual parts. */
export interface ServiceParts {
  readonly spamCheck?: SpamCheck | undefined;
  /** Told of what failed without anybody being told. */
  readonly onFault?: (error: unknown) => void;
}

/** The services over a database, for the server and for the command line alike. */
export function createServices(
  config: ServiceSettings,
  { reads, units }: Database,
  recorder: Recorder,
  clock: Clock,
  { spamCheck = new UsualSpamCheck(), onFault = () => undefined }: ServiceParts = {},
): Omit<Services, 'claims' | 'departures' | 'live' | keyof AccountServices> {
  const sessions = new SessionService(reads, units, clock);
  const follows = new FollowService(reads, units, clock, recorder);
  const posts = new PostService(reads, units, config.hasOpenSites, clock);
  const blockList = new BlockListService(reads, units, clock);
  const screener = new CommentScreener(reads, blockList, {
    ...{ clock, spamCheck, onFault },
    ...{ holdAt: config.spamHoldAt ?? Infinity, rejectAt: config.spamRejectAt ?? Infinity },
  });
  return {
    blockList,
    roles: new RoleService(reads, units, clock),
    siteSettings: new SiteSettingsService(reads, units, clock),
    sessions,
    ownExports: new OwnExportService(reads, sessions),
    follows,
    posts,
    profiles: new ProfileService(reads, units, new ProfileScreener(blockList)),
    blocks: new BlockService(reads, units, clock, follows),
    comments: new CommentService(reads, units, clock, recorder, posts, screener),
    favorites: new FavoriteService(reads, units, clock, recorder),
    feeds: new FeedService(reads),
    merges: new MergeService(reads, units, recorder),
    moderation: new ModerationService(reads, units, clock, recorder, config.reportsToHold ?? 0),
    notifications: new NotificationService(reads, units),
  };
}

type AccountServices = Pick<Services, 'accounts' | 'emails' | 'passwords'>;

/** What accounts need beside: whatever they do is told by mail. */
export interface AccountParts extends Pick<Services, 'sessions' | 'follows' | 'blockList'> {
  readonly passwords: Passwords;
  readonly mailer: Mailer;
  readonly background: Background;
}

/** The services by which people join, sign in, and keep their accounts, for the server alone. */
export function createAccountServices(
  { reads, units }: Database,
  clock: Clock,
  { sessions, follows, blockList, passwords, mailer, background }: AccountParts,
): AccountServices {
  const tokens = new AccountTokens(reads, clock);
  const emails = new EmailService(reads, units, clock, passwords, tokens, mailer);
  return {
    emails,
    accounts: new AccountService(
      ...([reads, units, clock, passwords, sessions, follows, emails] as const),
      new ProfileScreener(blockList),
    ),
    passwords: new PasswordService(reads, units, clock, passwords, tokens, mailer, background),
  };
}
