import { favoriteKey } from './ledger';
import { mustBe, taking, type Scene } from './scene';
import type { Favor, Member, Said } from './society';

interface Choice {
  readonly by: Member;
  /** Null for a post. */
  readonly said: Said | null;
  readonly subjectId: string;
  readonly key: string;
  readonly favor: Favor;
}

/** Favorites a comment or a post, or takes it back. The comment may be deleted meanwhile. */
export async function favorite(scene: Scene): Promise<void> {
  const choice = choose(scene);
  if (!choice || choice.favor.isTaken) return;
  await taking(choice.favor, () => (choice.favor.isOn ? takeBack : give)(scene, choice));
}

function choose({ society, random }: Scene): Choice | null {
  const by = random.one(society.members);
  const said = society.recent(random, () => true);
  const posts = [...society.posts];
  if (!said || posts.length === 0) return null;
  const [postId, postNumber] = random.one(posts);
  const isOfPost = random.below(5) === 0;
  const subject = isOfPost
    ? { kind: 'Post' as const, id: postNumber }
    : { kind: 'Comment' as const, id: said.number };
  return {
    by,
    said: isOfPost ? null : said,
    subjectId: isOfPost ? postId : said.id,
    key: favoriteKey(by.profileId, subject),
    favor: society.favor(by, subject),
  };
}

async function give(scene: Scene, { by, said, subjectId, key, favor }: Choice) {
  const answer = await scene.send(by, 'addFavorite', { subjectId });
  // Its author may have deleted it, or may block who favors it.
  mustBe(answer.refusal, said ? [null, 'INVALID', 'FORBIDDEN'] : [null]);
  const isSure = answer.refusal === null;
  favor.isOn = isSure;
  if (isSure || answer.isRepeated) scene.ledger.did({ ...answer, key, change: 'ADDED', isSure });
}

async function takeBack(scene: Scene, { by, said, subjectId, key, favor }: Choice) {
  const answer = await scene.send(by, 'removeFavorite', { subjectId });
  mustBe(answer.refusal, [null]);
  favor.isOn = false;
  // The deletion of the comment may have been faster.
  scene.ledger.did({ ...answer, key, change: 'RETRACTED', isSure: !said?.isLeaving });
}
