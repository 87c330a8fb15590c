import type { CommentService } from '../../../comments/comment.service';
import { lockPlace } from '../../../comments/comment-thread.queries';
import type { Recorder } from '../../../feed/recorder';
import { normalizePostUrl } from '../../../posts/post-url';
import type { Make } from '../reading/act';
import { Adoption } from './adoption';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { besides } from '../known/foreign-names';
import type { ForeignRow } from '../known/foreign.queries';
import { listAgain, placeNote } from './placing';
import { Posting } from './posting';
import type { Note } from '../reading/thing';

/** Makes comments and posts of what was published. */
export class Publishing {
  private readonly adoption: Adoption;
  private readonly posting: Posting;

  constructor(
    private readonly comments: CommentService,
    recorder: Recorder,
  ) {
    this.adoption = new Adoption(recorder);
    this.posting = new Posting(this.adoption);
  }

  async make(draft: Draft, make: Make): Promise<void> {
    const { key, thing } = make;
    const row = thing.id === null ? null : await draft.names.find(thing.id);
    if (row?.kind === 'COMMENT' || (key !== null && (await draft.names.isActKnown(key)))) {
      draft.tally.counts.alreadyThere += 1;
      return;
    }
    if (thing.kind === 'NOTE') await this.makeComment(draft, make, thing, row);
    else await this.posting.make(draft, make, thing, row);
  }

  private async makeComment(
    draft: Draft,
    { key, author, at, madeAt }: Make,
    note: Note,
    row: ForeignRow | null,
  ): Promise<void> {
    const { words } = note;
    if (!words) throw new Fault('It has no content.');
    const page = await draft.pages.named(row);
    if (page && page.authorId !== null) throw new Fault('Its id is that of a page.');
    const { postId, parent, awaits } = await placeNote(draft, note);
    if (page?.id === postId) throw new Fault('It replies to a reply to itself.');
    if (parent) await listAgain(draft, parent);
    const { profileId: authorId } = await draft.people.profileOf(author);
    const id = await draft.ids.next('comment');
    draft.addComment({
      id,
      postId,
      authorId,
      inReplyToId: parent?.id ?? null,
      body: words.body,
      bodyFormat: words.format,
      bodyHtml: words.html,
      createdAt: madeAt,
      editedAt: note.editedAt,
      idempotencyKey: null,
      lostReplyCount: note.replyTotal,
    });
    const activityId = await draft.addActivity({
      type: 'COMMENT',
      actorId: authorId,
      occurredAt: at,
      subjectProfileId: parent?.authorId ?? null,
      postId,
      commentId: id,
    });
    draft.tally.counts.comments += 1;
    if (key !== null) await draft.names.set(key, 'ACTIVITY', activityId);
    if (awaits !== null) await draft.names.addWaiting(awaits, id);
    await this.arrive(draft, note, { id, postId, authorId });
    await this.deleteAtOnce(draft, note, author.id, id);
  }

  /** Names the comment, and gathers under it what has waited for it. */
  private async arrive(
    draft: Draft,
    note: Note,
    arrived: { id: number; postId: number; authorId: number },
  ): Promise<void> {
    for (const name of await this.namesOf(draft, note)) {
      const row = await draft.names.find(name);
      await draft.names.set(name, 'COMMENT', arrived.id);
      if (row?.kind !== 'AWAITED' && row?.kind !== 'POST') continue;
      await draft.settle();
      if (row.localId !== null && row.localId !== arrived.postId)
        await this.adoption.takePlaceOfPost(draft, arrived, row.localId);
      const waiting = await draft.names.takeWaiting(name);
      await this.adoption.becomeReplies(draft, arrived, waiting);
    }
  }

  /** Its id, and its address unless that is the page's, which may be meant by it. */
  private async namesOf(draft: Draft, { id, url }: Note): Promise<string[]> {
    const names = id === null ? [] : [id];
    if (url === null || url === id || Buffer.byteLength(url) > 2_000) return names;
    const known = await draft.names.find(url);
    if (known?.kind === 'AWAITED') {
      const page = await draft.pages.named(known);
      return page && page.authorId !== null ? names : [...names, url];
    }
    const isPage =
      !url.includes('#') && (await draft.pages.at(normalizePostUrl(url) ?? '')) !== null;
    return known === null && !isPage ? [...names, url] : names;
  }

  /** An archive tells of a deletion before it tells of what was deleted. */
  private async deleteAtOnce(
    draft: Draft,
    { id }: Note,
    authorId: string,
    commentId: number,
  ): Promise<void> {
    if (id === null || !(await draft.names.find(besides(id, 'deleted', authorId)))) return;
    await draft.settle();
    const place = await lockPlace(draft.unit, commentId);
    if (place) await this.comments.removeIn(draft.unit, place);
    await draft.settle();
  }
}
