import type { Clock } from '../clock';
import { clearComments } from '../comments/comment-clearing';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import type { Recorder } from '../feed/recorder';
import { endFavorites } from '../favorites/favorite.queries';
import { newestActivities } from '../merges/merge-owners.queries';
import { PostEntity } from '../posts/post.entity';
import { clearPostSource } from '../posts/post-source.queries';
import { lockProfiles } from '../profiles/profile.queries';
import { dropProfile, isReferredTo } from './anchor.queries';
import { endDeparture, type Departure } from './departure.queries';
import {
  commentsLeft,
  dropGivenTitles,
  dropNames,
  dropOldNotices,
  endFollows,
  favoritesLeft,
  followsLeft,
  foreignNamesLeft,
  lockFavorited,
  noticesLeft,
  postsLeft,
  type FollowSide,
} from './sweeping.queries';

/** So many rows are changed in one unit: on SQLite all other writers wait for it, a few hundredths of a second at most. */
const AT_ONCE = 100;
/** Feeds are told of so many of the comments that stay under another name; of the rest, lists tell. */
const TOLD = 20;

/** The parts that a sweep works with. */
export interface SweepParts {
  readonly reads: Queryable;
  readonly units: UnitOfWork;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** A piece of the work, in one unit. @returns whether it found anything to do */
type Piece = (unit: Unit) => Promise<boolean>;

/**
 * Takes away what others see of somebody who has deleted their account, piece by piece. Each looks for what is left: it
 * can be done again, by this server after a crash or by another beside it, and misses nothing that came meanwhile.
 */
export class Sweep {
  private readonly profileId: number;

  /** @param isOver whether to stop between two pieces */
  constructor(
    private readonly parts: SweepParts,
    private readonly departure: Departure,
    private readonly isOver: () => boolean,
  ) {
    this.profileId = departure.profileId;
  }

  /** All but who follows the profile: their home feeds are told what is retracted. */
  async takeBack(): Promise<void> {
    await this.all((unit) => this.names(unit));
    if (this.departure.keepsWords) await this.parts.units.run((unit) => this.rename(unit));
    else await this.takeWords();
    await this.all((unit) => this.favorites(unit));
    await this.all((unit) => this.follows(unit, 'following'));
    await this.parts.units.run((unit) => dropOldNotices(unit, this.profileId));
    await this.all((unit) => this.notices(unit));
  }

  /** The last: once feeds have heard of the rest. */
  async leaveFollowers(): Promise<void> {
    await this.all((unit) => this.follows(unit, 'followers'));
  }

  /** Notes that nothing is left to do; the profile goes too, where nothing refers to it. */
  async end(): Promise<void> {
    // Nobody can refer to it anew: so that may be looked up beside the unit, which takes a while.
    const isReferred = await isReferredTo(this.parts.reads, this.profileId);
    await this.parts.units.run(async (unit) => {
      await endDeparture(unit, this.profileId);
      if (!isReferred) await dropProfile(unit, this.profileId);
    });
  }

  private async takeWords(): Promise<void> {
    await this.all((unit) => this.comments(unit));
    await this.all((unit) => this.posts(unit));
  }

  private async all(piece: Piece): Promise<void> {
    while (!this.isOver() && (await this.parts.units.run(piece)));
  }

  private async comments(unit: Unit): Promise<boolean> {
    const { recorder, clock } = this.parts;
    const ids = await commentsLeft(unit, this.profileId, AT_ONCE);
    await clearComments(unit, recorder, ids, clock());
    await dropGivenTitles(unit, this.profileId, ids);
    return ids.length > 0;
  }

  /** The page stays, because of what others said on it. */
  private async posts(unit: Unit): Promise<boolean> {
    const ids = await postsLeft(unit, this.profileId, AT_ONCE);
    for (const id of ids) {
      const nothing = { authorId: null, title: null, body: null, bodyFormat: null };
      await unit.manager.update(PostEntity, { id }, nothing);
      await clearPostSource(unit, id);
      await this.parts.recorder.postGone(unit, id);
    }
    return ids.length > 0;
  }

  private async favorites(unit: Unit): Promise<boolean> {
    const left = await favoritesLeft(unit, this.profileId, AT_ONCE);
    if (left.length === 0) return false;
    await lockFavorited(unit, left);
    const ids = left.map(({ id }) => id);
    await this.parts.recorder.retracted(unit, await endFavorites(unit, ids));
    return true;
  }

  private async follows(unit: Unit, side: FollowSide): Promise<boolean> {
    const ids = await followsLeft(unit, side, this.profileId, AT_ONCE);
    if (ids.length === 0) return false;
    await lockProfiles(unit, [this.profileId, ...ids]);
    await this.parts.recorder.retracted(unit, await endFollows(unit, side, this.profileId, ids));
    return true;
  }

  private async notices(unit: Unit): Promise<boolean> {
    const notices = await noticesLeft(unit, this.profileId, AT_ONCE);
    await this.parts.recorder.toldNoLonger(unit, notices);
    return notices.length > 0;
  }

  private async names(unit: Unit): Promise<boolean> {
    // Read beside the unit, as there may be many to look through.
    const names = await foreignNamesLeft(this.parts.reads, this.profileId, AT_ONCE);
    if (names.length > 0) await dropNames(unit, names);
    return names.length > 0;
  }

  private async rename(unit: Unit): Promise<void> {
    const newest = await newestActivities(unit, this.profileId, { except: [], limit: TOLD });
    await this.parts.recorder.shownOtherwise(unit, newest);
  }
}
