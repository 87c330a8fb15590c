import { randomInt } from 'node:crypto';
import type { Clock } from '../clock';
import type { Unit } from '../database/unit-of-work';
import { ActivityEntity, type ActivityType } from './activity.entity';
import { FeedLogEntity, type FeedChange } from './feed-log.entity';
import {
  activitiesOfComment,
  activitiesOfPosting,
  advanceLogHead,
  hideActivities,
  insertActivities,
  type ActivityRouting,
} from './recorder.queries';

/** An act that becomes an activity. */
export interface Act {
  readonly type: ActivityType;
  readonly actorId: number;
  readonly occurredAt: number;
  /** The followee, or the author of what was favorited or replied to. */
  readonly subjectProfileId?: number | null;
  readonly postId?: number | null;
  readonly commentId?: number | null;
}

interface PendingEntry {
  readonly change: FeedChange;
  readonly activity: ActivityRouting;
  readonly onSequence: ((sequence: number) => Promise<unknown>) | undefined;
}

/** A statement with more rows would pass the databases' limits on parameters. */
const ROWS_AT_ONCE = 500;
const MAX_MARK = 2 ** 48 - 1;

/**
 * Where features meet the feed: every act is recorded here, in the unit that does it. The entries of a unit are written
 * together at its end, so that the log's head is locked as briefly as can be.
 */
export class Recorder {
  private readonly pending = new WeakMap<Unit, PendingEntry[]>();

  constructor(
    private readonly clock: Clock,
    /** Tells the live side, after the commit, that there is something to read. */
    private readonly ring: () => void,
  ) {}

  /**
   * An act was done.
   * @param onSequence told the place in the log that its entry takes, before the commit
   * @returns the activity's id
   */
  async added(
    unit: Unit,
    act: Act,
    onSequence?: (sequence: number) => Promise<unknown>,
  ): Promise<number> {
    const id = await this.addedQuietly(unit, act);
    const routing = { subjectProfileId: null, postId: null, commentId: null, ...act, id };
    this.enter(unit, { change: 'ADDED', activity: routing, onSequence });
    return id;
  }

  /** An act of the past was imported: it stands in lists under its own date, and is not streamed. */
  addedQuietly(unit: Unit, act: Act): Promise<number> {
    return unit.insert(ActivityEntity, { ...act, isVisible: true });
  }

  /** Acts of the past, all together. Their ids were reserved before (see RowIds). */
  addedQuietlyTogether(unit: Unit, acts: readonly (Act & { id: number })[]): Promise<void> {
    const none = { subjectProfileId: null, postId: null, commentId: null };
    return insertActivities(
      unit,
      acts.map((act) => ({ ...none, ...act })),
    );
  }

  /** The words of a post were edited. */
  async postEdited(unit: Unit, postId: number): Promise<void> {
    for (const activity of await activitiesOfPosting(unit, postId))
      this.enter(unit, { change: 'UPDATED', activity, onSequence: undefined });
  }

  /** A post was withdrawn: what tells of its posting is gone; what was said of it stays. */
  async postGone(unit: Unit, postId: number): Promise<void> {
    const activities = await activitiesOfPosting(unit, postId);
    await this.retracted(
      unit,
      activities.map((activity) => activity.id),
    );
  }

  /** The words of a comment were edited. */
  async commentEdited(unit: Unit, commentId: number): Promise<void> {
    for (const activity of await activitiesOfComment(unit, commentId))
      if (activity.type === 'COMMENT')
        this.enter(unit, { change: 'UPDATED', activity, onSequence: undefined });
  }

  /** A comment is gone: so are its activity and the favorites of it. */
  async commentGone(unit: Unit, commentId: number): Promise<void> {
    const activities = await activitiesOfComment(unit, commentId);
    await this.retracted(
      unit,
      activities.map((activity) => activity.id),
    );
  }

  /** Acts were undone. Those already retracted are passed over. */
  async retracted(unit: Unit, activityIds: readonly number[]): Promise<void> {
    const activities = await hideActivities(unit, activityIds);
    for (const activity of activities.sort((a, b) => a.id - b.id))
      this.enter(unit, { change: 'RETRACTED', activity, onSequence: undefined });
  }

  private enter(unit: Unit, entry: PendingEntry): void {
    const entries = this.pending.get(unit);
    if (entries) {
      entries.push(entry);
      return;
    }
    const fresh = [entry];
    this.pending.set(unit, fresh);
    unit.beforeCommit(() => this.write(unit, fresh));
    unit.afterCommit(this.ring);
  }

  private async write(unit: Unit, entries: readonly PendingEntry[]): Promise<void> {
    const recordedAt = this.clock();
    const marks = entries.map(() => randomInt(MAX_MARK));
    const last = await advanceLogHead(unit, entries.length, marks.at(-1) ?? 0);
    const first = last - entries.length + 1;
    const rows = entries.map(({ change, activity }, index) => ({
      sequence: first + index,
      mark: marks[index] ?? 0,
      change,
      activityId: activity.id,
      activityType: activity.type,
      actorId: activity.actorId,
      subjectProfileId: activity.subjectProfileId,
      postId: activity.postId,
      commentId: activity.commentId,
      recordedAt,
    }));
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
      await unit.manager.insert(FeedLogEntity, rows.slice(start, start + ROWS_AT_ONCE));
    for (const [index, entry] of entries.entries()) await entry.onSequence?.(first + index);
  }
}
