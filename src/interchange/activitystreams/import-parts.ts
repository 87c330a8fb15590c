import type { BlockService } from '../../blocks/block.service';
import type { Clock } from '../../clock';
import type { CommentService } from '../../comments/comment.service';
import type { Queryable } from '../../database/statement';
import type { UnitOfWork } from '../../database/unit-of-work';
import type { FavoriteService } from '../../favorites/favorite.service';
import type { Recorder } from '../../feed/recorder';
import type { FollowService } from '../../follows/follow.service';

/** What an import works with: the database, and the services whose rules it keeps. */
export interface ImportParts {
  readonly reads: Queryable;
  readonly units: UnitOfWork;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly services: {
    readonly comments: CommentService;
    readonly follows: FollowService;
    readonly favorites: FavoriteService;
    readonly blocks: BlockService;
  };
}
