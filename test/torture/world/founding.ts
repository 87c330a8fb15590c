import { PASSWORD } from '../../support/app';
import type { Random } from '../../support/random';
import { followKey } from '../acts/ledger';
import { numberIn } from '../acts/comment-acts';
import { operations } from '../acts/operations';
import type { Requests } from '../acts/requests';
import type { Scene } from '../acts/scene';
import type { Member } from '../acts/society';

/** Members join, in the order of their names. */
export async function joinMembers(
  count: number,
  requests: Requests,
  random: Random,
): Promise<Member[]> {
  const members: Member[] = [];
  for (let index = 0; index < count; index += 1) {
    const username = `member${index}`;
    const input = { username, email: `${username}@example.com`, password: PASSWORD };
    const { payload } = await requests.send(random, operations.join, input);
    const { session, profile } = payload;
    const profileId = numberIn(profile.id);
    members.push({ username, profileId, id: profile.id, token: session.token });
  }
  return members;
}

/** Each member follows some others, so that home feeds have something to show from the beginning. */
export async function followOneAnother(scene: Scene): Promise<void> {
  const { society, ledger, random } = scene;
  for (const by of society.members)
    for (const other of society.members.filter((one) => one !== by && random.below(3) === 0)) {
      const answer = await scene.send(by, 'followProfile', { profileId: other.id });
      society.bond(by, other).follows.add(by);
      const key = followKey(by.profileId, other.profileId);
      ledger.did({ ...answer, key, change: 'ADDED' });
    }
}
