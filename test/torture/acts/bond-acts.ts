import { followKey } from './ledger';
import { mustBe, taking, type Scene } from './scene';
import type { Bond, Member } from './society';

/** More than so many blocks for each pair of members would leave little to see. */
const HOSTILITY = 0.3;

interface Pair {
  readonly by: Member;
  readonly other: Member;
  readonly bond: Bond;
}

/** Follows somebody, or no longer. Who is blocked, or blocks, is refused. */
export async function followOrUnfollow(scene: Scene): Promise<void> {
  const pair = choosePair(scene);
  if (pair) await taking(pair.bond, () => changeFollow(scene, pair));
}

/** Blocks somebody, which ends the follows between the two, or unblocks them. */
export async function blockOrUnblock(scene: Scene): Promise<void> {
  const pair = choosePair(scene);
  if (!pair) return;
  const { by, bond } = pair;
  if (bond.blocks.has(by)) await taking(bond, () => unblock(scene, pair));
  else if (scene.society.hostility < HOSTILITY) await taking(bond, () => block(scene, pair));
}

function choosePair({ society, random }: Scene): Pair | null {
  const by = random.one(society.members);
  const other = random.one(society.members);
  const bond = society.bond(by, other);
  return by === other || bond.isTaken ? null : { by, other, bond };
}

/** Follows prevail, so that home feeds have something to show. */
async function changeFollow(scene: Scene, { by, other, bond }: Pair): Promise<void> {
  const isFollowing = bond.follows.has(by);
  if (isFollowing && scene.random.below(3) > 0) return;
  const name = isFollowing ? 'unfollowProfile' : 'followProfile';
  const answer = await scene.send(by, name, { profileId: other.id });
  const isBlocked = !isFollowing && bond.blocks.size > 0;
  mustBe(answer.refusal, [isBlocked ? 'FORBIDDEN' : null]);
  if (isBlocked) return;
  if (isFollowing) bond.follows.delete(by);
  else bond.follows.add(by);
  const change = isFollowing ? 'RETRACTED' : 'ADDED';
  scene.ledger.did({ ...answer, key: followKey(by.profileId, other.profileId), change });
}

async function block(scene: Scene, { by, other, bond }: Pair): Promise<void> {
  const { ledger } = scene;
  const answer = await scene.send(by, 'blockProfile', { profileId: other.id });
  mustBe(answer.refusal, [null]);
  const pair = { blockerId: by.profileId, blockedId: other.profileId };
  ledger.blocks.push({ ...answer, ...pair, isBlocked: true });
  bond.blocks.add(by);
  for (const [follower, followee] of [
    [by, other],
    [other, by],
  ] as const) {
    const key = followKey(follower.profileId, followee.profileId);
    if (bond.follows.delete(follower)) ledger.did({ ...answer, key, change: 'RETRACTED' });
  }
}

async function unblock(scene: Scene, { by, other, bond }: Pair): Promise<void> {
  const answer = await scene.send(by, 'unblockProfile', { profileId: other.id });
  mustBe(answer.refusal, [null]);
  const pair = { blockerId: by.profileId, blockedId: other.profileId };
  scene.ledger.blocks.push({ ...answer, ...pair, isBlocked: false });
  bond.blocks.delete(by);
}
