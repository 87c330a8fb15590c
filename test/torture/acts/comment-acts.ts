import { fromGlobalId } from '../../../src/schema/global-id';
import { commentKey } from './ledger';
import { mustBe, taking, type Scene } from './scene';

/** What is replied to may be deleted at the same time; its author, or somebody mentioned, may block who replies. */
const MAY_BE_REFUSED = [null, 'INVALID', 'FORBIDDEN'];

/** Comments on a page, or replies. */
export async function addComment(scene: Scene): Promise<void> {
  const { society, ledger, random } = scene;
  const by = random.one(society.members);
  const parent = random.below(3) === 0 ? society.recent(random, () => true) : null;
  const place = parent ? { inReplyToId: parent.id } : { postUrl: society.page(random) };
  const { number, text, mentions } = scene.words.compose(random, society.mentioned(random));
  const input = { ...place, body: text, idempotencyKey: `w${number}` };
  const answer = await scene.send(by, 'addComment', input);
  mustBe(answer.refusal, MAY_BE_REFUSED);
  if (answer.refusal !== null) return;

  const { comment } = answer.payload;
  const id = numberIn(comment.id);
  const postId = numberIn(comment.post.id);
  const parentFacts = (parent && ledger.comments.get(parent.number)) ?? null;
  ledger.comments.set(id, { id, postId, authorId: by.profileId, parent: parentFacts });
  if (place.postUrl !== undefined) ledger.posts.set(place.postUrl, postId);
  ledger.did({ ...answer, key: commentKey(id), change: 'ADDED', words: number, mentions });
  society.posts.set(comment.post.id, postId);
  society.said.push({ id: comment.id, number: id, by, isTaken: false, isLeaving: false });
}

/** Edits one of the newest comments. */
export async function editComment(scene: Scene): Promise<void> {
  const { society, ledger, random } = scene;
  const said = society.recent(random, ({ isTaken }) => !isTaken);
  if (!said) return;
  await taking(said, async () => {
    const { number, text, mentions } = scene.words.compose(random, society.mentioned(random));
    const answer = await scene.send(said.by, 'editComment', { commentId: said.id, body: text });
    mustBe(answer.refusal, [null, 'FORBIDDEN']);
    if (answer.refusal === null)
      ledger.did({
        ...answer,
        key: commentKey(said.number),
        change: 'UPDATED',
        words: number,
        mentions,
      });
  });
}

/** Deletes one of the newest comments. */
export async function deleteComment(scene: Scene): Promise<void> {
  const { society, ledger, random } = scene;
  const said = society.recent(random, ({ isTaken }) => !isTaken);
  if (!said) return;
  await taking(said, async () => {
    said.isLeaving = true;
    const answer = await scene.send(said.by, 'deleteComment', { commentId: said.id });
    mustBe(answer.refusal, [null]);
    ledger.did({ ...answer, key: commentKey(said.number), change: 'RETRACTED' });
  });
}

export function numberIn(globalId: string): number {
  const found = fromGlobalId(globalId);
  if (!found) throw new Error(`"${globalId}" is no global id.`);
  return found.id;
}
