import type { Clock } from '../clock';
import type { Unit } from '../database/unit-of-work';
import type { Write } from '../database/writes';
import { changesBy, toldOf, type Addressee, type Mentions } from '../notifications/addressees';
import {
  hideNotices,
  hideNoticesOf,
  insertNotifications,
  noticesOf,
  type Notice,
} from '../notifications/notifying.queries';
import { ActivityEntity, type ActivityType } from './activity.entity';
import { FeedLogEntity } from './feed-log.entity';
import { refuseActsOfDeleted, withPresentPeople } from './present-people';
import { drawMarks, toLogRows, toNotificationRows, type PendingEntry } from './log-rows';
import {
  activitiesOfComment,
  activitiesOfPosting,
  activityRoutings,
  advanceLogHead,
  hideActivities,
  insertActivities,
  showActivitiesOf,
  visibleActivities,
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

/** What comes of an act beside its activity. */
export interface Consequences {
  /** Whom it concerns, by the reasons that go before others first. */
  readonly addressees?: readonly Addressee[];
  /** Told the place in the log that the activity's entry takes, before the commit. */
  readonly onSequence?: PendingEntry['onSequence'];
}

/** A statement with more rows would pass the databases' limits on parameters. */
const ROWS_AT_ONCE = 500;

/** A unit that was under way when profiles were merged or deleted writes its entries before so many others have. */
const MERGE_REACH = 10_000;

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
   * @returns the activity's id
   */
  async added(
    unit: Unit,
    act: Act,
    { addressees = [], onSequence }: Consequences = {},
  ): Promise<number> {
    const id = await this.addedQuietly(unit, act);
    const activity = { subjectProfileId: null, postId: null, commentId: null, ...act, id };
    this.enter(unit, { change: 'ADDED', activity, isAct: true, onSequence });
    await this.notify(unit, activity, addressees);
    return id;
  }

  /** An act of the past was imported: it stands in lists under its own date, is not streamed, and notifies nobody. */
  addedQuietly(unit: Unit, act: Act): Promise<number> {
    return unit.insert(ActivityEntity, { ...act, isVisible: true });
  }

  /** An act was done that nobody is to see yet. */
  addedHidden(unit: Unit, act: Act): Promise<number> {
    return unit.insert(ActivityEntity, { ...act, isVisible: false });
  }

  /**
   * A comment is there for everyone, for the first time or again: so is its activity, and so are the favorites of it that
   * have not been taken back.
   * @param at when, for the first time; null for again: then its activity keeps its date
   */
  async commentShown(
    unit: Unit,
    commentId: number,
    { addressees, at }: { addressees: readonly Addressee[]; at: number | null },
  ): Promise<void> {
    const activities = await showActivitiesOf(unit, { commentId, at });
    for (const activity of activities.sort((a, b) => a.id - b.id)) {
      this.enter(unit, { change: 'ADDED', activity });
      const others = activity.type === 'COMMENT' ? addressees : [];
      await this.notify(unit, activity, [...whomItIsAbout(activity), ...others]);
    }
  }

  /** What records acts of the past, all together. Their ids were reserved before (see RowIds). */
  addedQuietlyTogether(acts: readonly (Act & { id: number })[]): Iterable<Write> {
    return insertActivities.writes(
      acts.map((act) => ({
        id: act.id,
        type: act.type,
        actorId: act.actorId,
        occurredAt: act.occurredAt,
        subjectProfileId: act.subjectProfileId ?? null,
        postId: act.postId ?? null,
        commentId: act.commentId ?? null,
      })),
    );
  }

  /** The words of a post were edited. */
  async postEdited(unit: Unit, postId: number): Promise<void> {
    for (const activity of await activitiesOfPosting(unit, postId))
      this.enter(unit, { change: 'UPDATED', activity });
  }

  /** A post was withdrawn: what tells of its posting is gone; what was said of it stays. */
  async postGone(unit: Unit, postId: number): Promise<void> {
    const activities = await activitiesOfPosting(unit, postId);
    await this.retracted(
      unit,
      activities.map((activity) => activity.id),
    );
  }

  /** The words of a comment were edited: who is newly mentioned is told, and who no longer is, is told no longer. */
  async commentEdited(unit: Unit, commentId: number, mentions: Mentions): Promise<void> {
    for (const activity of await activitiesOfComment(unit, commentId)) {
      if (activity.type !== 'COMMENT') continue;
      this.enter(unit, { change: 'UPDATED', activity });
      const { ended, begun } = changesBy(mentions, await noticesOf(unit, activity.id));
      if (ended.length > 0)
        await hideNotices(
          unit,
          ended.map((notice) => notice.id),
        );
      this.takeBack(unit, activity, ended);
      await this.notify(unit, activity, begun);
    }
  }

  /** A comment is gone: so are its activity and the favorites of it. */
  async commentGone(unit: Unit, commentId: number): Promise<void> {
    const activities = await activitiesOfComment(unit, commentId);
    await this.retracted(
      unit,
      activities.map((activity) => activity.id),
    );
  }

  /** Acts were undone, and with them their notifications. Those already retracted are passed over. */
  async retracted(unit: Unit, activityIds: readonly number[]): Promise<void> {
    const activities = await hideActivities(unit, activityIds);
    if (activities.length === 0) return;
    const notices = new Map<number, Notice[]>();
    for (const notice of await hideNoticesOf(unit, activityIds))
      notices.set(notice.activityId, [...(notices.get(notice.activityId) ?? []), notice]);
    for (const activity of activities.sort((a, b) => a.id - b.id)) {
      this.enter(unit, { change: 'RETRACTED', activity });
      this.takeBack(unit, activity, notices.get(activity.id) ?? []);
    }
  }

  /** Acts are shown otherwise than before: feeds are told of those that are visible. */
  async shownOtherwise(unit: Unit, activityIds: readonly number[]): Promise<void> {
    for (const activity of await visibleActivities(unit, activityIds))
      this.enter(unit, { change: 'UPDATED', activity });
  }

  /** People are told no longer of acts that stay. */
  async toldNoLonger(unit: Unit, notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    await hideNotices(
      unit,
      notices.map((notice) => notice.id),
    );
    const ids = notices.map((notice) => notice.activityId);
    const activities = new Map(
      (await activityRoutings(unit, ids)).map((activity) => [activity.id, activity]),
    );
    for (const notice of notices) {
      const activity = activities.get(notice.activityId);
      if (activity) this.takeBack(unit, activity, [notice]);
    }
  }

  private async notify(
    unit: Unit,
    activity: ActivityRouting,
    addressees: readonly Addressee[],
  ): Promise<void> {
    for (const { profileId, reason } of await toldOf(unit, activity.actorId, addressees))
      this.enter(unit, {
        change: 'ADDED',
        activity,
        notice: { id: null, recipientId: profileId, reason },
      });
  }

  private takeBack(unit: Unit, activity: ActivityRouting, notices: readonly Notice[]): void {
    for (const notice of notices) this.enter(unit, { change: 'RETRACTED', activity, notice });
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

  private async write(unit: Unit, pending: readonly PendingEntry[]): Promise<void> {
    const recordedAt = this.clock();
    const marks = drawMarks(pending);
    const head = await advanceLogHead(unit, pending.length, marks.at(-1) ?? 0);
    const first = head.sequence - pending.length + 1;
    const isNearMerge = first - head.mergedSequence < MERGE_REACH;
    if (isNearMerge) await refuseActsOfDeleted(unit, pending);
    const entries = isNearMerge ? await withPresentPeople(unit, pending) : pending;
    const rows = toLogRows(entries, { first, marks, recordedAt });
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
      await unit.manager.insert(FeedLogEntity, rows.slice(start, start + ROWS_AT_ONCE));
    await insertNotifications(unit, toNotificationRows(entries, { first, recordedAt }));
    for (const [index, entry] of entries.entries()) await entry.onSequence?.(first + index);
  }
}

/** Whom an act on a comment is told first: whose comment was replied to or favorited. */
const whomItIsAbout = ({ type, subjectProfileId: profileId }: ActivityRouting): Addressee[] =>
  profileId === null ? [] : [{ profileId, reason: type === 'COMMENT' ? 'REPLY' : 'FAVORITE' }];
