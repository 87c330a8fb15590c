import { blocksBetween } from '../../../blocks/block.queries';
import { BlockEntity } from '../../../blocks/block.entity';
import type { FavoriteService } from '../../../favorites/favorite.service';
import { favoriteActivityId, type SubjectKey } from '../../../favorites/favorite.queries';
import { followActivityId } from '../../../follows/follow.queries';
import type { FollowService } from '../../../follows/follow.service';
import { lockProfiles } from '../../../profiles/profile.queries';
import type { Undo } from '../reading/act';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { besides } from '../known/foreign-names';
import { activityRowById, isMadeHere, type ActivityRow } from '../known/foreign.queries';

/** Who undoes something, by the id that the file names, and their profile. */
interface Undoer<Id> {
  readonly id: string;
  readonly profileId: Id;
}

/** Takes follows, favorites and blocks back: of one that is yet to come, the undoing is remembered. */
export class Undoing {
  constructor(
    private readonly follows: FollowService,
    private readonly favorites: FavoriteService,
  ) {}

  async undo(draft: Draft, act: Undo): Promise<void> {
    const { names, tally } = draft;
    if (await names.isActKnown(act.key)) {
      tally.counts.alreadyThere += 1;
      return;
    }
    const named = await names.find(act.undoneKey);
    const known = named?.kind === 'AWAITED' ? null : named;
    const isUndone = await this.undoNow(draft, act, known);
    if (isUndone) tally.counts.undone += 1;
    else tally.pass('Undo of what is not there');
    await names.set(act.key, 'ACTIVITY', null);
    const mark = besides(act.undoneKey, 'undone', act.actor.id);
    if (!known && (await names.find(mark)) === null) await names.set(mark, 'UNDONE', null);
  }

  private async undoNow(
    draft: Draft,
    act: Undo,
    known: { kind: string; localId: number | null } | null,
  ): Promise<boolean> {
    const profileId = await draft.people.known(act.actor.id);
    await draft.settle();
    if (known) return this.undoKnown(draft, { id: act.actor.id, profileId }, known);
    return profileId === null ? false : this.undoNamed(draft, profileId, act);
  }

  private async undoKnown(
    draft: Draft,
    { id, profileId: actorId }: Undoer<number | null>,
    known: { kind: string; localId: number | null },
  ): Promise<boolean> {
    if (known.localId === null) return false;
    if (known.kind === 'BLOCK')
      return actorId === null ? false : unblock(draft, { id, profileId: actorId }, known.localId);
    if (known.kind !== 'ACTIVITY') throw new Fault('It undoes what is no act.');
    const activity = await activityRowById(draft.unit, known.localId);
    if (!activity) return false;
    if (activity.actorId !== actorId) throw new Fault('Nobody can undo what somebody else did.');
    return this.retract(draft, activity);
  }

  /** Only while it is this act by which the bond stands: it may have been ended and made anew. */
  private async retract({ unit }: Draft, activity: ActivityRow): Promise<boolean> {
    const { id, type, actorId, subjectProfileId, commentId, postId } = activity;
    if (type === 'FOLLOW' && subjectProfileId !== null) {
      const pair = { followerId: actorId, followeeId: subjectProfileId };
      await lockProfiles(unit, [actorId, subjectProfileId]);
      if ((await followActivityId(unit, pair)) !== id) return false;
      await this.follows.unfollowIn(unit, pair);
      return true;
    }
    const subject = subjectKey(commentId, postId);
    if (type !== 'FAVORITE' || !subject) throw new Fault('It undoes what cannot be undone.');
    if ((await favoriteActivityId(unit, actorId, subject)) !== id) return false;
    await this.favorites.removeIn(unit, actorId, subject);
    return true;
  }

  /**
   * What it was and whom it was about is told, but not by which activity. One that came later stays, and so does what
   * somebody did here.
   */
  private async undoNamed(draft: Draft, actorId: number, act: Undo): Promise<boolean> {
    const { unit, names } = draft;
    if (act.type === null || act.target === null) return false;
    if (act.type === 'LIKE') {
      const subject = await names.find(act.target);
      const key =
        subject?.kind === 'COMMENT'
          ? subjectKey(subject.localId, null)
          : subjectKey(null, subject?.localId ?? (await draft.pages.at(act.target))?.id ?? null);
      const liked = key && (await favoriteActivityId(unit, actorId, key));
      return liked === null ? false : this.retractUnlessLater(draft, liked, act.at);
    }
    const target = await draft.people.known(act.target);
    if (target === null) return false;
    if (act.type === 'BLOCK')
      return unblock(draft, { id: act.actor.id, profileId: actorId }, target);
    const followed = await followActivityId(unit, { followerId: actorId, followeeId: target });
    return followed === null ? false : this.retractUnlessLater(draft, followed, act.at);
  }

  private async retractUnlessLater(draft: Draft, id: number, at: number | null): Promise<boolean> {
    const activity = await activityRowById(draft.unit, id);
    if (!activity || (at !== null && activity.occurredAt > at)) return false;
    if (await isMadeHere(draft.unit, id)) return false;
    return this.retract(draft, activity);
  }
}

function subjectKey(commentId: number | null, postId: number | null): SubjectKey | null {
  if (commentId !== null) return { kind: 'Comment', id: commentId };
  return postId === null ? null : { kind: 'Post', id: postId };
}

/** Nothing tells whether a block of somebody who has an account here is one that they made here: it stays. */
async function unblock(
  { unit, people }: Draft,
  { id, profileId: blockerId }: Undoer<number>,
  blockedId: number,
): Promise<boolean> {
  if (await people.isClaimed(id)) return false;
  if ((await blocksBetween(unit, [blockerId], [blockedId])).length === 0) return false;
  await unit.manager.delete(BlockEntity, { blockerId, blockedId });
  return true;
}
