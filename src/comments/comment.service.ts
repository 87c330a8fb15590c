import { characterCount } from '../characters';
import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { Recorder } from '../feed/recorder';
import { mentioned, type Addressee } from '../notifications/addressees';
import { nameUntitled, postById } from '../posts/post.queries';
import type { PostRecord } from '../posts/post.record';
import { cleanTitle, type PostService } from '../posts/post.service';
import { renderBody } from './body-html';
import { checkBody } from './comment-body';
import { clearComments } from './comment-clearing';
import { insertComment } from './comment-placing';
import { hideComment } from './comment-showing';
import { checkTarget, CommentTargets, isUnknown, type CommentTarget } from './comment-target';
import { commentIdByKey, lockPlace, type ThreadPlace } from './comment-thread.queries';
import { CommentEntity } from './comment.entity';
import { commentById, commentsByAuthor, threadPage } from './comment.queries';
import type { CommentRecord } from './comment.record';
import type { HeldSight } from './held-sight';
import { mentionsIn } from './mention-reader';
import { mentionsAfter, peopleMentioned, refuseBlockedMentions } from './mentioned';
import type { Screener, Verdict } from './screening';

export interface NewComment extends CommentTarget {
  postTitle?: string | null;
  body: string;
  idempotencyKey?: string | null;
}

export interface DeletedComment {
  readonly comment: CommentRecord | null;
  readonly post: PostRecord | null;
}

const MAX_KEY = 200;

export class CommentService {
  private readonly targets: CommentTargets;

  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
    posts: PostService,
    private readonly screener: Screener,
  ) {
    this.targets = new CommentTargets(posts);
  }

  /**
   * Adds a comment, or gives the one that an earlier try with the same idempotency key added. It may be held.
   * @param network whom it comes from, as `Context.network` says
   */
  async add(
    authorId: number,
    input: NewComment,
    network: string | null = null,
  ): Promise<CommentRecord | null> {
    const words = readWords(input.body);
    const names = mentionsIn(words);
    const key = input.idempotencyKey ?? null;
    if (key !== null && (key === '' || characterCount(key) > MAX_KEY))
      throw refuse('idempotencyKey', 'INVALID', `A key has 1 to ${MAX_KEY} characters.`);
    checkTarget(input);
    const written = { ...words, authorId, network, commentId: null };
    const screening = await this.screener.screen({
      ...written,
      title: cleanTitle(input.postTitle),
    });
    const id = await this.units.run(async (unit) => {
      const earlier = key === null ? null : await commentIdByKey(unit, authorId, key);
      if (earlier !== null) return earlier;
      const { post, parent, title } = await this.targets.find(unit, authorId, input);
      const people = await peopleMentioned(unit, names);
      await refuseBlockedMentions(unit, authorId, people);
      const place = { ...siteOf(post), isTitled: title !== null };
      const verdict = await screening.decide(unit, place);
      if (title !== null && !verdict) await nameUntitled(unit, post.id, title);
      const createdAt = this.clock();
      const comment = {
        postId: post.id,
        authorId,
        inReplyToId: parent?.id ?? null,
        ...words,
        createdAt,
        idempotencyKey: key,
        postTitle: verdict && title,
      };
      const commentId = await insertComment(unit, comment, verdict?.status);
      const act = {
        type: 'COMMENT' as const,
        actorId: authorId,
        occurredAt: createdAt,
        subjectProfileId: parent?.authorId ?? null,
        postId: post.id,
        commentId,
      };
      if (verdict) {
        await this.recorder.addedHidden(unit, act);
        await this.screener.note(unit, commentId, null, verdict);
        return commentId;
      }
      const addressees = [...repliedTo(parent), ...mentioned(people)];
      await this.recorder.added(unit, act, { addressees });
      return commentId;
    });
    return commentById(this.reads, id);
  }

  /** Changes a comment's words. New ones may have it held; those of a held one wait on. */
  async edit(
    viewerId: number,
    commentId: number,
    text: string,
    network: string | null = null,
  ): Promise<CommentRecord | null> {
    const words = readWords(text);
    const names = mentionsIn(words);
    const written = { ...words, title: null, authorId: viewerId, network, commentId };
    const screening = await this.screener.screen(written);
    await this.units.run(async (unit) => {
      const comment = await this.ownComment(unit, viewerId, commentId, 'edit');
      if (comment.deletedAt !== null)
        throw refuse('commentId', 'INVALID', 'This comment was deleted.');
      if (comment.status === 'REMOVED')
        throw refuse('commentId', 'INVALID', 'A moderator removed this comment.');
      if (comment.body === words.body) return;
      const mentions = await mentionsAfter(unit, comment, names);
      await refuseBlockedMentions(unit, viewerId, mentions.all);
      const post = await postById(unit, comment.postId);
      if (!post) throw refuse('commentId', 'NOT_FOUND', 'There is no such comment.');
      const verdict = await screening.decide(unit, siteOf(post));
      const editedAt = this.clock();
      await unit.manager.update(CommentEntity, { id: commentId }, { ...words, editedAt });
      if (verdict) await this.hold(unit, comment, verdict);
      else await this.recorder.commentEdited(unit, commentId, mentions);
    });
    return commentById(this.reads, commentId);
  }

  /** Other words may have a comment held, or one that is held already taken for spam; they never make it less than it was. */
  private async hold(unit: Unit, comment: ThreadPlace, { status, rule }: Verdict): Promise<void> {
    const after = comment.status === 'SPAM' ? 'SPAM' : status;
    if (after !== comment.status) await hideComment(unit, this.recorder, comment, after);
    await this.screener.note(unit, comment.id, comment.status, { status: after, rule });
  }

  /** Clears a comment's words and retracts what tells of it. Deleting again succeeds. */
  async remove(viewerId: number, commentId: number): Promise<DeletedComment> {
    const postId = await this.units.run(async (unit) => {
      const comment = await this.ownComment(unit, viewerId, commentId, 'delete');
      if (comment.deletedAt === null) await this.removeIn(unit, comment);
      return comment.postId;
    });
    const [comment, post] = await Promise.all([
      commentById(this.reads, commentId),
      postById(this.reads, postId),
    ]);
    return { comment, post };
  }

  /** Deletes, as a part of a larger unit that has locked the comment. */
  async removeIn(unit: Unit, comment: Pick<ThreadPlace, 'id'>): Promise<void> {
    await clearComments(unit, this.recorder, [comment.id], this.clock());
  }

  threadOf(
    post: PostRecord,
    request: PageRequest,
    heldSight: HeldSight,
  ): Promise<Page<CommentRecord>> {
    return threadPage(this.reads, post, { request, heldSight });
  }

  byAuthor(
    authorId: number,
    viewerId: number | null,
    request: PageRequest,
  ): Promise<Page<CommentRecord>> {
    return commentsByAuthor(this.reads, { authorId, viewerId }, request);
  }

  private async ownComment(
    unit: Unit,
    viewerId: number,
    commentId: number,
    act: 'edit' | 'delete',
  ): Promise<ThreadPlace> {
    const comment = await lockPlace(unit, commentId);
    const isOwn = comment?.authorId === viewerId;
    if (!comment || (!isOwn && isUnknown(comment)))
      throw refuse('commentId', 'NOT_FOUND', 'There is no such comment.');
    if (!isOwn) throw refuse('commentId', 'FORBIDDEN', `Only its author can ${act} a comment.`);
    return comment;
  }
}

/** What a person wrote, as it is stored. @throws Refusal */
function readWords(text: string) {
  const body = checkBody(text);
  return { body, bodyFormat: 'MARKDOWN' as const, bodyHtml: renderBody(body, 'MARKDOWN') };
}

const siteOf = ({ site }: PostRecord) => ({
  siteId: site.id,
  holdsFirst: site.holdsFirstComments,
});

const repliedTo = (parent: ThreadPlace | null): Addressee[] =>
  parent ? [{ profileId: parent.authorId, reason: 'REPLY' }] : [];
