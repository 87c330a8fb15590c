import type { Clock } from '../../clock';
import { CommentEntity } from '../../comments/comment.entity';
import type { CommentService } from '../../comments/comment.service';
import { mentionsIn } from '../../comments/mention-reader';
import { peopleMentioned } from '../../comments/mentioned';
import { lockPlace } from '../../comments/comment-thread.queries';
import type { Recorder } from '../../feed/recorder';
import { PostEntity } from '../../posts/post.entity';
import { cleanTitle } from '../../posts/post.service';
import type { Delete, UpdateActor, UpdateThing } from './act';
import type { Draft } from './draft';
import { Fault } from './fault';
import { besides } from './foreign-names';
import { commentWords } from './foreign.queries';
import type { Publishing } from './publishing';
import type { Page } from './thing';

/** Edits and deletions, which reach live feeds as those of members do. */
export class Changing {
  constructor(
    private readonly comments: CommentService,
    private readonly recorder: Recorder,
    private readonly publishing: Publishing,
    private readonly clock: Clock,
  ) {}

  async updateActor(draft: Draft, { key, actor, at }: UpdateActor): Promise<void> {
    if (await isApplied(draft, key)) return;
    if (await this.isStale(draft, actor.id, at))
      draft.tally.pass('Update that a later one replaced');
    else if (await draft.people.update(actor)) draft.tally.counts.edits += 1;
    await draft.names.set(key, 'ACTIVITY', null);
  }

  async updateThing(draft: Draft, act: UpdateThing): Promise<void> {
    const { key, actor, id, thing, at, make } = act;
    if (await isApplied(draft, key)) return;
    const row = await draft.names.find(id);
    if (row?.kind === 'COMMENT' || row?.kind === 'POST') {
      const { profileId } = await draft.people.profileOf(actor);
      await draft.settle();
      if (row.kind === 'COMMENT') await this.editComment(draft, row.localId, profileId, act);
      else if (thing.kind === 'PAGE')
        await this.editPost(draft, row.localId, profileId, { id, at, thing });
      else throw new Fault('Its object is known as a page.');
    } else {
      if (!make) throw new Fault('It updates something that is not known.');
      await this.publishing.make(draft, make);
      await this.isStale(draft, id, at);
    }
    await draft.names.set(key, 'ACTIVITY', null);
  }

  async delete(draft: Draft, { key, actor, id }: Delete): Promise<void> {
    if (await isApplied(draft, key)) return;
    const row = await draft.names.find(id);
    if (row?.kind === 'COMMENT' || row?.kind === 'POST') {
      const profileId = await draft.people.known(actor.id);
      await draft.settle();
      if (row.kind === 'COMMENT') await this.deleteComment(draft, row.localId, profileId);
      else await this.withdrawPost(draft, row.localId, profileId);
      await draft.settle();
    } else draft.tally.pass('Delete of what is not there');
    await draft.names.set(key, 'ACTIVITY', null);
    const mark = besides(id, 'deleted', actor.id);
    if (row?.kind !== 'COMMENT' && !(await draft.names.find(mark)))
      await draft.names.set(mark, 'DELETED', null);
  }

  private async editComment(
    draft: Draft,
    commentId: number | null,
    editorId: number,
    { thing, at }: UpdateThing,
  ): Promise<void> {
    const { unit, tally } = draft;
    const comment = commentId === null ? null : await lockPlace(unit, commentId);
    if (comment?.deletedAt !== null) {
      tally.pass('Update of what was deleted');
      return;
    }
    if (comment.authorId !== editorId) throw new Fault('Only its author can edit a comment.');
    if (!thing.words) throw new Fault('It has no content.');
    const known = await commentWords(unit, comment.id);
    if (at !== null && known?.editedAt != null && known.editedAt >= at) {
      tally.pass('Update that a later one replaced');
      return;
    }
    const { body, format: bodyFormat, html: bodyHtml } = thing.words;
    if (known?.body === body && known.bodyFormat === bodyFormat) {
      tally.counts.alreadyThere += 1;
      return;
    }
    const words = { body, bodyFormat, bodyHtml, editedAt: at ?? this.clock() };
    await unit.manager.update(CommentEntity, { id: comment.id }, words);
    // Who is mentioned no longer is told no longer; an import tells nobody anew.
    const all = await peopleMentioned(unit, mentionsIn(words));
    await this.recorder.commentEdited(unit, comment.id, { all, fresh: [] });
    tally.counts.edits += 1;
  }

  private async editPost(
    draft: Draft,
    postId: number | null,
    editorId: number,
    { id, at, thing }: { id: string; at: number | null; thing: Page },
  ): Promise<void> {
    const { unit, tally } = draft;
    const post = postId === null ? null : await draft.pages.byId(postId);
    if (post?.authorId !== editorId) throw new Fault('Only its author can edit a post.');
    if (await this.isStale(draft, id, at)) {
      tally.pass('Update that a later one replaced');
      return;
    }
    await unit.manager.update(
      PostEntity,
      { id: post.id },
      {
        title: cleanTitle(thing.title) ?? post.title,
        ...(thing.words && { body: thing.words.body, bodyFormat: thing.words.format }),
      },
    );
    await this.recorder.postEdited(unit, post.id);
    await draft.reload();
    tally.counts.edits += 1;
  }

  private async deleteComment(
    draft: Draft,
    commentId: number | null,
    by: number | null,
  ): Promise<void> {
    const comment = commentId === null ? null : await lockPlace(draft.unit, commentId);
    if (comment?.deletedAt !== null) {
      draft.tally.counts.alreadyThere += 1;
      return;
    }
    if (comment.authorId !== by) throw new Fault('Only its author can delete a comment.');
    await this.comments.removeIn(draft.unit, comment);
    draft.tally.counts.deletions += 1;
  }

  /** The page stays, because of what others said on it; its words go, and with them that it was published. */
  private async withdrawPost(
    draft: Draft,
    postId: number | null,
    by: number | null,
  ): Promise<void> {
    const post = postId === null ? null : await draft.pages.byId(postId);
    if (by === null || post?.authorId !== by) throw new Fault('Only its author can delete a post.');
    const nothing = { title: null, body: null, bodyFormat: null };
    await draft.unit.manager.update(PostEntity, { id: post.id }, nothing);
    await this.recorder.postGone(draft.unit, post.id);
    await draft.reload();
    draft.tally.counts.deletions += 1;
  }

  /** Whether something is known as it was later than then. If not, that is what is remembered. */
  private async isStale(draft: Draft, id: string, at: number | null): Promise<boolean> {
    if (at === null) return false;
    const mark = besides(id, 'updated');
    const newest = (await draft.names.find(mark))?.localId ?? null;
    if (newest !== null && newest >= at) return true;
    await draft.names.set(mark, 'UPDATED', at);
    return false;
  }
}

async function isApplied({ names, tally }: Draft, key: string): Promise<boolean> {
  if (!(await names.find(key))) return false;
  tally.counts.alreadyThere += 1;
  return true;
}
