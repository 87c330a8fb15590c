import type { BlockService } from '../../../blocks/block.service';
import { blockedSince, blocksBetween } from '../../../blocks/block.queries';
import type { FavoriteService } from '../../../favorites/favorite.service';
import { favoriteActivityId, type SubjectKey } from '../../../favorites/favorite.queries';
import type { FollowService } from '../../../follows/follow.service';
import { followActivityId } from '../../../follows/follow.queries';
import { normalizePostUrl } from '../../../posts/post-url';
import type { Block, Follow, Like } from '../reading/act';
import type { Draft } from '../known/draft';
import { isDigest } from '../reading/activity-key';
import { NotKnownYet } from './not-known-yet';
import { besides } from '../known/foreign-names';
import { isMadeHere } from '../known/foreign.queries';
import { knownByUrl } from '../known/pages';
import { factsOf } from './placing';

/** Follows, blocks and favorites, by the services that do them live, but quietly and under their own dates. */
export class Bonds {
  constructor(
    private readonly follows: FollowService,
    private readonly blocks: BlockService,
    private readonly favorites: FavoriteService,
  ) {}

  async follow(draft: Draft, { key, actor, target, at }: Follow): Promise<void> {
    if (await isDone(draft, key, actor.id)) return;
    const { followerId, followeeId } = await this.pairOf(draft, actor, target);
    const { unit, names, tally } = draft;
    const earlier = await followActivityId(unit, { followerId, followeeId });
    if (earlier !== null) {
      tally.counts.alreadyThere += 1;
      await names.set(key, 'ACTIVITY', await unlessMadeHere(draft, earlier));
      return;
    }
    const both = [followerId, followeeId];
    if ((await blocksBetween(unit, both, both)).length > 0) {
      tally.pass('Follow that a block has ended');
      await names.set(key, 'ACTIVITY', null);
      return;
    }
    await this.follows.followIn(unit, followerId, followeeId, at);
    await names.set(key, 'ACTIVITY', await followActivityId(unit, { followerId, followeeId }));
    tally.counts.follows += 1;
  }

  async block(draft: Draft, { key, actor, target, at }: Block): Promise<void> {
    if (await isDone(draft, key, actor.id)) return;
    const { followerId: blockerId, followeeId: blockedId } = await this.pairOf(
      draft,
      actor,
      target,
    );
    const { unit, names, tally } = draft;
    const since = await blockedSince(unit, { blockerId, blockedId });
    if (since === null && (await isFollowMadeHereBetween(draft, blockerId, blockedId))) {
      tally.pass('Block that would end what somebody of this server follows');
      return;
    }
    await this.blocks.blockIn(unit, { blockerId, blockedId }, at);
    tally.counts[since === null ? 'blocks' : 'alreadyThere'] += 1;
    // So an export tells of one: it is there, and needs no name.
    if (since !== null && isDigest(key)) return;
    await names.set(key, 'BLOCK', blockedId);
  }

  async like(draft: Draft, like: Like): Promise<void> {
    const { key, actor, at } = like;
    if (await isDone(draft, key, actor.id)) return;
    const subject = await subjectOf(draft, like);
    const { profileId } = await draft.people.profileOf(actor);
    await draft.settle();
    const { unit, names, tally } = draft;
    const earlier = await favoriteActivityId(unit, profileId, subject);
    if (earlier !== null) {
      tally.counts.alreadyThere += 1;
      await names.set(key, 'ACTIVITY', await unlessMadeHere(draft, earlier));
      return;
    }
    const place = subject.kind === 'Comment' ? await draft.placeOf(subject.id) : null;
    if (place && place.deletedAt !== null) {
      tally.pass('Like of a comment that was deleted');
      await names.set(key, 'ACTIVITY', null);
      return;
    }
    await this.favorites.addIn(unit, profileId, subject, at, true);
    await names.set(key, 'ACTIVITY', await favoriteActivityId(unit, profileId, subject));
    tally.counts.favorites += 1;
  }

  private async pairOf(draft: Draft, actor: Follow['actor'], target: Follow['target']) {
    const { profileId: followerId } = await draft.people.profileOf(actor);
    const { profileId: followeeId } = await draft.people.profileOf(target);
    await draft.settle();
    return { followerId, followeeId };
  }
}

/** What somebody did here gets no other name: whoever undoes theirs does not undo that. */
const unlessMadeHere = async ({ unit }: Draft, activityId: number): Promise<number | null> =>
  (await isMadeHere(unit, activityId)) ? null : activityId;

/** Whether one of two follows the other since they said so here. */
async function isFollowMadeHereBetween({ unit }: Draft, a: number, b: number): Promise<boolean> {
  for (const [followerId, followeeId] of [
    [a, b],
    [b, a],
  ] as const) {
    const activityId = await followActivityId(unit, { followerId, followeeId });
    if (activityId !== null && (await isMadeHere(unit, activityId))) return true;
  }
  return false;
}

/** Whether an act was applied before, or undone before it came. */
async function isDone({ names, tally }: Draft, key: string, actorId: string): Promise<boolean> {
  if (await names.isActKnown(key)) {
    tally.counts.alreadyThere += 1;
    return true;
  }
  if (!(await names.find(besides(key, 'undone', actorId)))) return false;
  tally.pass('act that was undone');
  return true;
}

/**
 * What is liked. What is unknown becomes a post, until it turns out to be a comment.
 * @throws NotKnownYet when it is at no web address either
 */
async function subjectOf(draft: Draft, { subject, page }: Like): Promise<SubjectKey> {
  const { names, pages } = draft;
  const known = await names.find(subject);
  if (known?.localId != null && known.kind === 'COMMENT')
    return { kind: 'Comment', id: known.localId };
  if (known?.localId != null && (known.kind === 'POST' || known.kind === 'AWAITED'))
    return { kind: 'Post', id: known.localId };
  const url = page?.address ?? (subject.includes('#') ? null : normalizePostUrl(subject));
  if (url === null) throw new NotKnownYet(subject);
  const there = await pages.at(url);
  if (there) return { kind: 'Post', id: there.id };
  const made = await pages.create(page ? await factsOf(draft, page, url) : knownByUrl(url));
  if (page === null || subject !== url)
    await names.set(subject, page === null ? 'AWAITED' : 'POST', made.id);
  return { kind: 'Post', id: made.id };
}
