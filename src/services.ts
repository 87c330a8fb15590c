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
import { NotificationService } from './notifications/notification.service';
import { PostService } from './posts/post.service';
import { MergeService } from './merges/merge.service';
import { ProfileService } from './profiles/profile.service';
import type { Services } from './schema/context';

/** The services over a database, for the server and for the command line alike. */
export function createServices(
  config: Pick<Config, 'hasOpenSites'>,
  { reads, units }: Database,
  recorder: Recorder,
  clock: Clock,
): Omit<Services, 'claims' | 'departures' | 'live' | keyof AccountServices> {
  const sessions = new SessionService(reads, units, clock);
  const follows = new FollowService(reads, units, clock, recorder);
  const posts = new PostService(reads, units, config.hasOpenSites);
  return {
    sessions,
    ownExports: new OwnExportService(reads, sessions),
    follows,
    posts,
    profiles: new ProfileService(reads, units),
    blocks: new BlockService(reads, units, clock, follows),
    comments: new CommentService(reads, units, clock, recorder, posts),
    favorites: new FavoriteService(reads, units, clock, recorder),
    feeds: new FeedService(reads),
    merges: new MergeService(reads, units, recorder),
    notifications: new NotificationService(reads, units),
  };
}

type AccountServices = Pick<Services, 'accounts' | 'emails' | 'passwords'>;

/** What accounts need beside: whatever they do is told by mail. */
export interface AccountParts extends Pick<Services, 'sessions' | 'follows'> {
  readonly passwords: Passwords;
  readonly mailer: Mailer;
  readonly background: Background;
}

/** The services by which people join, sign in, and keep their accounts, for the server alone. */
export function createAccountServices(
  { reads, units }: Database,
  clock: Clock,
  { sessions, follows, passwords, mailer, background }: AccountParts,
): AccountServices {
  const tokens = new AccountTokens(reads, clock);
  const emails = new EmailService(reads, units, clock, passwords, tokens, mailer);
  return {
    emails,
    accounts: new AccountService(reads, units, clock, passwords, sessions, follows, emails),
    passwords: new PasswordService(reads, units, clock, passwords, tokens, mailer, background),
  };
}
