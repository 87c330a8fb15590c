import type { Clock } from '../../../clock';
import { CommentEntity } from '../../../comments/comment.entity';
import type { CommentService } from '../../../comments/comment.service';
import { mentionsIn } from '../../../comments/mention-reader';
import { peopleMentioned } from '../../../comments/mentioned';
import { lockPlace } from '../../../comments/comment-thread.queries';
import type { Recorder } from '../../../feed/recorder';
import { activitiesOfPosting } from '../../../feed/recorder.queries';
import { PostEntity } from '../../../posts/post.entity';
import { clearPostSource } from '../../../posts/post-source.queries';
import { cleanTitle } from '../../../posts/post.service';
import type { Delete, UpdateActor, UpdateThing } from '../reading/act';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { besides } from '../known/foreign-names';
import { commentWords, type ForeignRow } from '../known/foreign.queries';
import { isDigest } from '../reading/activity-key';
import { NotKnownYet } from './not-known-yet';
import { isWithdrawn, type PageRow } from '../known/pages.queries';
import type { Publishing } from './publishing';

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
    if (!actor.description) draft.tally.pass('Update that tells nothing of an actor');
    else if (await this.isStale(draft, actor.id, at))
      draft.tally.pass('Update that a later one replaced');
    else if (await draft.people.update(actor)) draft.tally.counts.edits += 1;
    await draft.names.set(key, 'ACTIVITY', null);
  }

  async updateThing(draft: Draft, act: UpdateThing): Promise<void> {
    const { key, actor, id, at, make } = act;
    if (await isApplied(draft, key)) return;
    const row = await draft.names.find(id);
    const post = await this.publishedPost(draft, row);
    if (await draft.names.find(besides(id, 'deleted', actor.id)))
      draft.tally.pass('Update of what was deleted');
    else if (row?.kind === 'COMMENT') await this.editComment(draft, row.localId, act);
    else if (post) await this.editPost(draft, post, act);
    else if (make) {
      await this.publishing.make(draft, make);
      await this.isStale(draft, id, at);
    } else throw new NotKnownYet(id);
    await draft.names.set(key, 'ACTIVITY', null);
  }

  async delete(draft: Draft, { key, actor, id }: Delete): Promise<void> {
    if (await isApplied(draft, key)) return;
    const row = await draft.names.find(id);
    const post = await this.publishedPost(draft, row);
    const by = await draft.people.known(actor.id);
    const mark = besides(id, 'deleted', actor.id);
    const isMarked = (await draft.names.find(mark)) !== null;
    // So an export tells of what is not shown: there is nothing to remember.
    if (isDigest(key) && (await this.isNotShown(draft, row, post, by))) {
      draft.tally.counts.alreadyThere += 1;
      return;
    }
    if (row?.kind === 'COMMENT') await this.deleteComment(draft, row.localId, by);
    else if (!post) draft.tally.pass('Delete of what is not there');
    else if (isMarked) draft.tally.counts.alreadyThere += 1;
    else await this.withdrawPost(draft, post, by);
    await draft.names.set(key, 'ACTIVITY', null);
    if (row?.kind === 'COMMENT' || isMarked) return;
    await draft.names.set(mark, 'DELETED', null);
    // Edits that wait for it need not any longer.
    draft.names.release(id);
  }

  /** The post that a foreign id stands for, unless it is known only because others speak of it. */
  private async publishedPost(draft: Draft, row: ForeignRow | null): Promise<PageRow | null> {
    const page = row?.kind === 'POST' ? await draft.pages.named(row) : null;
    return page?.authorId == null ? null : page;
  }

  /** Whether somebody's own comment or post is gone from sight. */
  private async isNotShown(
    draft: Draft,
    row: ForeignRow | null,
    post: PageRow | null,
    by: number | null,
  ): Promise<boolean> {
    if (row?.kind === 'COMMENT' && row.localId !== null) {
      const place = await draft.placeOf(row.localId);
      return place?.authorId === by && !place.isVisible;
    }
    if (post?.authorId == null || post.authorId !== by) return false;
    await draft.settle();
    const { length } = await activitiesOfPosting(draft.unit, post.id);
    return length === 0 && isWithdrawn(draft.unit, post.id);
  }

  private async editComment(
    draft: Draft,
    commentId: number | null,
    { thing, at, actor }: UpdateThing,
  ): Promise<void> {
    const { unit, tally } = draft;
    await draft.settle();
    const comment = commentId === null ? null : await lockPlace(unit, commentId);
    if (!thing.words) throw new Fault('It has no content.');
    const by = await draft.people.known(actor.id);
    if (comment?.authorId !== by) throw new Fault('Only its author can edit a comment.');
    if (comment.deletedAt !== null) {
      tally.pass('Update of what was deleted');
      return;
    }
    if (comment.status === 'REMOVED') {
      tally.pass('Update of what a moderator removed');
      return;
    }
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
    post: PageRow,
    { id, at, thing, actor }: UpdateThing,
  ): Promise<void> {
    const { unit, tally } = draft;
    if (thing.kind !== 'PAGE') throw new Fault('Its object is known as a page.');
    if (post.authorId !== (await draft.people.known(actor.id)))
      throw new Fault('Only its author can edit a post.');
    await draft.settle();
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
    await draft.settle();
    const comment = commentId === null ? null : await lockPlace(draft.unit, commentId);
    if (comment?.authorId !== by) throw new Fault('Only its author can delete a comment.');
    if (comment.deletedAt !== null) {
      draft.tally.counts.alreadyThere += 1;
      return;
    }
    await this.comments.removeIn(draft.unit, comment);
    await draft.settle();
    draft.tally.counts.deletions += 1;
  }

  /** The page stays, because of what others said on it; its words go, and with them that it was published. */
  private async withdrawPost(draft: Draft, post: PageRow, by: number | null): Promise<void> {
    if (post.authorId !== by) throw new Fault('Only its author can delete a post.');
    await draft.settle();
    const nothing = { title: null, body: null, bodyFormat: null };
    await draft.unit.manager.update(PostEntity, { id: post.id }, nothing);
    await clearPostSource(draft.unit, post.id);
    await this.recorder.postGone(draft.unit, post.id);
    await draft.reload();
    draft.tally.counts.deletions += 1;
  }

  /** Whether something is known as it was later than then. If not, that is what is remembered. */
  private async isStale(draft: Draft, id: string, at: number | null): Promise<boolean> {
    const mark = besides(id, 'updated');
    const newest = (await draft.names.find(mark))?.localId ?? null;
    if (at !== null && newest !== null && newest >= at) return true;
    await draft.names.set(mark, 'UPDATED', at ?? newest);
    return false;
  }
}

async function isApplied({ names, tally }: Draft, key: string): Promise<boolean> {
  if (!(await names.isActKnown(key))) return false;
  tally.counts.alreadyThere += 1;
  return true;
}
