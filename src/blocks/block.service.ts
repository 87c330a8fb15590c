import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse, unauthenticated } from '../errors';
import type { FollowService } from '../follows/follow.service';
import { lockProfiles, profileById } from '../profiles/profile.queries';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { BlockEntity } from './block.entity';
import { blocksBetween, type BlockPair } from './block.queries';

export class BlockService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly follows: FollowService,
  ) {}

  /** Blocks a profile, and ends the follows between the two. @returns the blocked profile as it is then */
  async block(blockerId: number, namedId: number): Promise<ProfileRecord | null> {
    const blockedId = await presentProfileId(this.reads, namedId);
    if (blockerId === blockedId)
      throw refuse('profileId', 'INVALID', 'Nobody can block themselves.');
    await this.units.run((unit) => this.blockIn(unit, { blockerId, blockedId }, this.clock()));
    return profileById(this.reads, blockedId);
  }

  /** Blocks, as a part of a larger unit. Blocking again changes nothing. @returns whether it is new */
  async blockIn(
    unit: Unit,
    { blockerId, blockedId }: BlockPair,
    blockedAt: number,
  ): Promise<boolean> {
    const locked = await lockProfiles(unit, [blockerId, blockedId]);
    if (!locked.has(blockedId)) throw refuse('profileId', 'NOT_FOUND', 'There is no such profile.');
    if (!locked.has(blockerId)) throw unauthenticated();
    const existing = await blocksBetween(unit, [blockerId], [blockedId]);
    if (existing.length > 0) return false;
    await unit.manager.insert(BlockEntity, { blockerId, blockedId, blockedAt });
    await this.follows.unfollowIn(unit, { followerId: blockedId, followeeId: blockerId });
    await this.follows.unfollowIn(unit, { followerId: blockerId, followeeId: blockedId });
    return true;
  }

  /** Ends a block; what it undid stays undone. @returns the profile as it is then */
  async unblock(blockerId: number, namedId: number): Promise<ProfileRecord | null> {
    const blockedId = await presentProfileId(this.reads, namedId);
    await this.units.run((unit) => unit.manager.delete(BlockEntity, { blockerId, blockedId }));
    const profile = await profileById(this.reads, blockedId);
    if (!profile) throw refuse('profileId', 'NOT_FOUND', 'There is no such profile.');
    return profile;
  }
}
