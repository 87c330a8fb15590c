import { AccountService } from './accounts/account.service';
import { Passwords } from './accounts/password';
import { SessionService } from './accounts/session.service';
import { BlockService } from './blocks/block.service';
import type { Clock } from './clock';
import { CommentService } from './comments/comment.service';
import type { Config } from './config';
import type { Database } from './database/database';
import { FavoriteService } from './favorites/favorite.service';
import type { Recorder } from './feed/recorder';
import { FeedService } from './feed/feed.service';
import { FollowService } from './follows/follow.service';
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
  passwords = new Passwords(),
): Omit<Services, 'claims' | 'live'> {
  const sessions = new SessionService(reads, units, clock);
  const follows = new FollowService(reads, units, clock, recorder);
  const posts = new PostService(reads, units, config.hasOpenSites);
  return {
    sessions,
    follows,
    posts,
    accounts: new AccountService(reads, units, clock, passwords, sessions, follows),
    profiles: new ProfileService(reads, units),
    blocks: new BlockService(reads, units, clock, follows),
    comments: new CommentService(reads, units, clock, recorder, posts),
    favorites: new FavoriteService(reads, units, clock, recorder),
    feeds: new FeedService(reads),
    merges: new MergeService(reads, units, recorder),
    notifications: new NotificationService(reads, units),
  };
}
