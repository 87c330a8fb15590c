import { settleClaims } from '../claims/claim-settling.queries';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { Recorder } from '../feed/recorder';
import { noteMerge } from '../feed/recorder.queries';
import { moveBlocks } from './merge-blocks.queries';
import { moveFavorites } from './merge-favorites.queries';
import {
  countFollowsOut,
  endFollowsAcrossBlocks,
  endFollowsBetween,
  moveFollows,
  neighboursOf,
  type MergePair,
} from './merge-follows.queries';
import { moveReports } from './merge-reports.queries';
import { noticesToEnd } from './merge-notices.queries';
import { actorsAbout, moveOwned, newestActivities, rerouteLog } from './merge-owners.queries';
import { claimedAmong, completeProfile, dropProfile, signOut } from './merge-profile.queries';
import { surveyOf, type MergeSurvey } from './merge-survey.queries';
import { insertRedirect, placeRedirect } from '../profiles/profile-redirect.queries';
import { lockProfiles } from '../profiles/profile.queries';

/** Feeds are told of so many of the acts that have become somebody else's; of the rest, lists tell. */
const TOLD = 20;

/** Makes two profiles of one person one. It cannot be undone: nothing tells afterwards whose was what. */
export class MergeService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly recorder: Recorder,
  ) {}

  /** What a merge of this profile would move. */
  survey(profileId: number): Promise<MergeSurvey> {
    return surveyOf(this.reads, profileId);
  }

  /** Merges a profile into another. @throws Refusal */
  merge(pair: MergePair): Promise<void> {
    return this.units.run((unit) => this.mergeIn(unit, pair));
  }

  /** Merges as a part of a larger unit. @throws Refusal */
  async mergeIn(unit: Unit, pair: MergePair): Promise<void> {
    const { fromId } = pair;
    await lockAll(unit, pair);
    const followsEnded = await moveBonds(unit, pair);
    const favoritesEnded = await moveFavorites(unit, pair);
    const ended = [...followsEnded, ...favoritesEnded];
    const notices = await noticesToEnd(unit, pair);
    const newest = await newestActivities(unit, fromId, { except: ended, limit: TOLD });
    const actors = await actorsAbout(unit, fromId);
    await this.recorder.toldNoLonger(unit, notices);
    await signOut(unit, fromId);
    await moveOwned(unit, pair);
    await moveReports(unit, pair);
    await completeProfile(unit, pair);
    await settleClaims(unit, pair.intoId);
    await this.recorder.retracted(unit, ended);
    await this.recorder.shownOtherwise(unit, newest);
    await insertRedirect(unit, pair);
    await dropProfile(unit, fromId);
    unit.beforeCommit(async () => {
      const sequence = await noteMerge(unit);
      await rerouteLog(unit, pair, actors);
      await placeRedirect(unit, { fromId, sequence });
    });
  }
}

/** @returns the activities of the follows that ended */
async function moveBonds(unit: Unit, pair: MergePair): Promise<number[]> {
  const ended = [...(await endFollowsBetween(unit, pair)), ...(await moveFollows(unit, pair))];
  await countFollowsOut(unit, ended, pair);
  await moveBlocks(unit, pair);
  const acrossBlocks = await endFollowsAcrossBlocks(unit, pair.intoId);
  await countFollowsOut(unit, acrossBlocks, pair);
  return [...ended, ...acrossBlocks].map((follow) => follow.activityId);
}

/** Locks everybody whose counts may change, in the order of their ids, as every other act does. */
async function lockAll(unit: Unit, { fromId, intoId }: MergePair): Promise<void> {
  if (fromId === intoId) throw refuse(null, 'INVALID', 'Both are the same profile.');
  const neighbours = await neighboursOf(unit, fromId);
  const locked = await lockProfiles(unit, [...new Set([fromId, intoId, ...neighbours])]);
  if (!locked.has(fromId) || !locked.has(intoId))
    throw refuse(null, 'NOT_FOUND', 'There is no such profile.');
  if ((await claimedAmong(unit, [fromId, intoId])) === 2)
    throw refuse(
      null,
      'INVALID',
      'Both profiles are claimed: each belongs to an account, and nobody can tell which of the two would go on.',
    );
}
