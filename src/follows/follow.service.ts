import { blocksBetween } from '../blocks/block.queries';
import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse, unauthenticated } from '../errors';
import { readLogHead } from '../feed/feed-log.queries';
import type { Recorder } from '../feed/recorder';
import { addToFollowCounts, lockProfiles, profileById } from '../profiles/profile.queries';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { FollowEntity } from './follow.entity';
import {
  followActivityId,
  followPage,
  hasEverFollowed,
  setFollowSince,
  type FollowListItem,
  type FollowPair,
} from './follow.queries';

export class FollowService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  /** @returns the followee as it is then */
  async follow(followerId: number, namedId: number): Promise<ProfileRecord | null> {
    const followeeId = await presentProfileId(this.reads, namedId);
    if (followerId === followeeId)
      throw refuse('profileId', 'INVALID', 'Nobody can follow themselves.');
    await this.units.run((unit) => this.followIn(unit, followerId, followeeId));
    return profileById(this.reads, followeeId);
  }

  /**
   * Follows, as a part of a larger unit. Following again changes nothing.
   * @param since the date of a follow of the past, which an import brings: it is not streamed. Null for one of now.
   */
  async followIn(
    unit: Unit,
    followerId: number,
    followeeId: number,
    since: number | null = null,
  ): Promise<void> {
    const pair = { followerId, followeeId };
    const locked = await lockProfiles(unit, [followerId, followeeId]);
    if (!locked.has(followeeId))
      throw refuse('profileId', 'NOT_FOUND', 'There is no such profile.');
    if (!locked.has(followerId)) throw unauthenticated();
    if ((await followActivityId(unit, pair)) !== null) return;
    await refuseBlocked(unit, pair);
    const followedAt = since ?? this.clock();
    const act = {
      type: 'FOLLOW' as const,
      actorId: followerId,
      subjectProfileId: followeeId,
      occurredAt: followedAt,
    };
    const activityId =
      since === null
        ? await this.recorder.added(unit, act, {
            addressees: [{ profileId: followeeId, reason: 'FOLLOW' }],
            onSequence: (sequence) => setFollowSince(unit, pair, sequence),
          })
        : await this.recorder.addedQuietly(unit, act);
    // A quiet follow has no place in the log of its own: it begins where the log ends now.
    const sinceSequence = since === null ? 0 : (await readLogHead(unit)).head.sequence;
    await unit.manager.insert(FollowEntity, { ...pair, followedAt, sinceSequence, activityId });
    await addToFollowCounts(unit, pair, 1);
  }

  /**
   * Unfollowing again changes nothing; unfollowing somebody never followed is a mistake worth telling.
   * @returns the profile as it is then
   */
  async unfollow(followerId: number, namedId: number): Promise<ProfileRecord | null> {
    const followeeId = await presentProfileId(this.reads, namedId);
    await this.units.run(async (unit) => {
      const locked = await lockProfiles(unit, [followerId, followeeId]);
      if (!locked.has(followeeId))
        throw refuse('profileId', 'NOT_FOUND', 'There is no such profile.');
      const pair = { followerId, followeeId };
      if (!(await hasEverFollowed(unit, pair)))
        throw refuse('profileId', 'INVALID', 'You do not follow this profile.');
      await this.unfollowIn(unit, pair);
    });
    return profileById(this.reads, followeeId);
  }

  /** Ends a follow as a part of a larger unit that has locked both profiles; nothing happens where there is none. */
  async unfollowIn(unit: Unit, pair: FollowPair): Promise<void> {
    const activityId = await followActivityId(unit, pair);
    if (activityId === null) return;
    await unit.manager.delete(FollowEntity, { ...pair });
    await addToFollowCounts(unit, pair, -1);
    await this.recorder.retracted(unit, [activityId]);
  }

  list(
    which: 'followers' | 'following',
    ownerId: number,
    request: PageRequest,
  ): Promise<Page<FollowListItem>> {
    return followPage(this.reads, which, ownerId, request);
  }
}

async function refuseBlocked(unit: Unit, { followerId, followeeId }: FollowPair): Promise<void> {
  const blocks = await blocksBetween(unit, [followerId, followeeId], [followerId, followeeId]);
  if (blocks.some((block) => block.blockerId === followeeId))
    throw refuse('profileId', 'FORBIDDEN', 'This profile cannot be followed by you.');
  if (blocks.some((block) => block.blockerId === followerId))
    throw refuse('profileId', 'FORBIDDEN', 'You block this profile: unblock it first.');
}
