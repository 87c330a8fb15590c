import { favoriteKey, followKey, type Favorited, type Ledger } from '../acts/ledger';
import { Blocks } from './blocks';
import { both, hasHappened, isDuring, isWithin, not } from './change';
import type { Certainty, Change, Moment, Period } from './change';
import type { Entry } from './matching';

/** What a comment said, and from when. */
interface Version {
  readonly words: number;
  readonly since: Change;
}

/** All that ever was so in the community, and when. */
export class History {
  readonly blocks: Blocks;
  private readonly retractions = new Map<number, Change>();
  /** Of notifications. */
  private readonly takenBack = new Map<number, Change>();
  /** Follows and favorites, by key. */
  private readonly bonds = new Map<string, Period[]>();
  private readonly versions = new Map<number, Version[]>();
  private readonly deletions = new Map<number, Change>();

  constructor(
    entries: readonly Entry[],
    private readonly ledger: Ledger,
  ) {
    this.blocks = new Blocks(ledger.blocks);
    for (const entry of entries)
      if (entry.notificationId === null) this.note(entry);
      else if (entry.change === 'RETRACTED') this.takenBack.set(entry.notificationId, entry.when);
  }

  isRetracted(activityId: number, moment: Moment): Certainty {
    const retraction = this.retractions.get(activityId);
    return retraction ? hasHappened(retraction, moment) : 'NEVER';
  }

  /** Whether a notification is. */
  isTakenBack(notificationId: number, moment: Moment): Certainty {
    const change = this.takenBack.get(notificationId);
    return change ? hasHappened(change, moment) : 'NEVER';
  }

  isFollowing(followerId: number, followeeId: number, moment: Moment): Certainty {
    return isWithin(this.bonds.get(followKey(followerId, followeeId)) ?? [], moment);
  }

  /** Whether somebody follows another and began to before an entry of the log. */
  isFollowingSince(pair: [number, number], sequence: number, moment: Moment): Certainty {
    const periods = this.bonds.get(followKey(...pair)) ?? [];
    return isWithin(
      periods.filter(({ begin }) => (begin.sequence ?? 0) < sequence),
      moment,
    );
  }

  hasFavorited(profileId: number, subject: Favorited, moment: Moment): Certainty {
    return isWithin(this.bonds.get(favoriteKey(profileId, subject)) ?? [], moment);
  }

  isDeleted(commentId: number, moment: Moment): Certainty {
    const deletion = this.deletions.get(commentId);
    return deletion ? hasHappened(deletion, moment) : 'NEVER';
  }

  /** Whether a comment said these words. */
  says(commentId: number, words: number, moment: Moment): Certainty {
    const versions = this.versions.get(commentId) ?? [];
    const index = versions.findIndex((version) => version.words === words);
    const version = versions[index];
    if (!version) return 'NEVER';
    const period = { begin: version.since, end: versions[index + 1]?.since ?? null };
    return both(isDuring(period, moment), not(this.isDeleted(commentId, moment)));
  }

  comment(id: number) {
    return this.ledger.comments.get(id) ?? null;
  }

  private note({ key, change, when, words, activityId, activityType, commentId }: Entry): void {
    if (change === 'RETRACTED') this.retractions.set(activityId, when);
    if (activityType !== 'COMMENT') notePeriod(this.bonds, key, change === 'ADDED', when);
    else if (change === 'RETRACTED') this.deletions.set(commentId ?? 0, when);
    else if (words !== null) {
      const versions = this.versions.get(commentId ?? 0) ?? [];
      this.versions.set(commentId ?? 0, [...versions, { words, since: when }]);
    }
  }
}

function notePeriod(all: Map<string, Period[]>, key: string, isBegin: boolean, when: Change): void {
  const periods = all.get(key) ?? [];
  all.set(key, periods);
  const last = periods.at(-1);
  if (isBegin) periods.push({ begin: when, end: null });
  else if (last) last.end = when;
}
