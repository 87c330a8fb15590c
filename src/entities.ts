import { AccountEntity } from './accounts/account.entity';
import { AccountTokenEntity } from './accounts/account-token.entity';
import { SessionEntity } from './accounts/session.entity';
import { BlockEntity } from './blocks/block.entity';
import { ClaimEntity } from './claims/claim.entity';
import { CommentEntity } from './comments/comment.entity';
import { CommentSourceEntity } from './comments/comment-source.entity';
import { DepartureEntity } from './departures/departure.entity';
import { FavoriteEntity } from './favorites/favorite.entity';
import { ActivityEntity } from './feed/activity.entity';
import { FeedLogEntity } from './feed/feed-log.entity';
import { FeedLogHeadEntity } from './feed/feed-log-head.entity';
import { FollowEntity } from './follows/follow.entity';
import { ForeignObjectEntity } from './interchange/foreign-object.entity';
import { InstanceEntity } from './interchange/instance.entity';
import { WaitingActEntity } from './interchange/waiting-act.entity';
import { BlockListEntryEntity } from './moderation/block-list-entry.entity';
import { BlockListHeadEntity } from './moderation/block-list-head.entity';
import { DecisionEntity } from './moderation/decision.entity';
import { ReportEntity } from './moderation/report.entity';
import { NotificationEntity } from './notifications/notification.entity';
import { PostEntity } from './posts/post.entity';
import { PostAddressEntity } from './posts/post-address.entity';
import { PostSectionEntity } from './posts/post-section.entity';
import { PostSourceEntity } from './posts/post-source.entity';
import { SiteEntity } from './posts/site.entity';
import { SiteAddressEntity } from './posts/site-address.entity';
import { IdentityEntity } from './profiles/identity.entity';
import { ProfileEntity } from './profiles/profile.entity';
import { ProfileMarkEntity } from './profiles/profile-mark.entity';
import { ProfileRedirectEntity } from './profiles/profile-redirect.entity';
import { ProfileTermEntity } from './profiles/profile-term.entity';

/** Every table that TypeORM maps. */
export const entities = [
  AccountEntity,
  AccountTokenEntity,
  ActivityEntity,
  BlockEntity,
  BlockListEntryEntity,
  BlockListHeadEntity,
  ClaimEntity,
  CommentEntity,
  CommentSourceEntity,
  DecisionEntity,
  DepartureEntity,
  FavoriteEntity,
  FeedLogEntity,
  FeedLogHeadEntity,
  FollowEntity,
  ForeignObjectEntity,
  IdentityEntity,
  InstanceEntity,
  NotificationEntity,
  PostAddressEntity,
  PostEntity,
  PostSectionEntity,
  PostSourceEntity,
  ProfileEntity,
  ProfileMarkEntity,
  ProfileRedirectEntity,
  ProfileTermEntity,
  ReportEntity,
  SessionEntity,
  SiteAddressEntity,
  SiteEntity,
  WaitingActEntity,
];
