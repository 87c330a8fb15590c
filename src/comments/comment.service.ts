import { blocksBetween } from '../blocks/block.queries';
import { characterCount } from '../characters';
import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { FavoriteEntity } from '../favorites/favorite.entity';
import type { Recorder } from '../feed/recorder';
import { mentioned, type Addressee } from '../notifications/addressees';
import { PostEntity } from '../posts/post.entity';
import { addToPostCounts, postById } from '../posts/post.queries';
import type { PostRecord } from '../posts/post.record';
import { cleanTitle, type PostService } from '../posts/post.service';
import { addToProfileComments } from '../profiles/profile.queries';
import { renderBody } from './body-html';
import { checkBody } from './comment-body';
import { insertComment, leaveThread } from './comment-placing';
import { clearCommentSource } from './comment-source.queries';
import {
  addToReplyCounts,
  commentIdByKey,
  lockPlace,
  type ThreadPlace,
} from './comment-thread.queries';
import { CommentEntity } from './comment.entity';
import { commentById, commentsByAuthor, threadPage } from './comment.queries';
import type { CommentRecord } from './comment.record';
import { mentionsIn } from './mention-reader';
import { mentionsAfter, peopleMentioned, refuseBlockedMentions } from './mentioned';

/** Where a new comment goes: exactly one of the three. */
export interface CommentTarget {
  postUrl?: string | null;
  postId?: number | null;
  inReplyToId?: number | null;
}

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
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
    private readonly posts: PostService,
  ) {}

  /** Adds a comment, or gives the one that an earlier try with the same idempotency key added. */
  async add(authorId: number, input: NewComment): Promise<CommentRecord | null> {
    const words = readWords(input.body);
    const names = mentionsIn(words);
    const key = input.idempotencyKey ?? null;
    if (key !== null && (key === '' || characterCount(key) > MAX_KEY))
      throw refuse('idempotencyKey', 'INVALID', `A key has 1 to ${MAX_KEY} characters.`);
    checkTarget(input);
    const id = await this.units.run(async (unit) => {
      const earlier = key === null ? null : await commentIdByKey(unit, authorId, key);
      if (earlier !== null) return earlier;
      const { post, parent } = await this.placeOf(unit, authorId, input);
      const people = await peopleMentioned(unit, names);
      await refuseBlockedMentions(unit, authorId, people);
      const createdAt = this.clock();
      const commentId = await insertComment(unit, {
        postId: post.id,
        authorId,
        inReplyToId: parent?.id ?? null,
        ...words,
        createdAt,
        idempotencyKey: key,
      });
      const act = {
        type: 'COMMENT' as const,
        actorId: authorId,
        occurredAt: createdAt,
        subjectProfileId: parent?.authorId ?? null,
        postId: post.id,
        commentId,
      };
      const addressees = [...repliedTo(parent), ...mentioned(people)];
      await this.recorder.added(unit, act, { addressees });
      return commentId;
    });
    return commentById(this.reads, id);
  }

  async edit(viewerId: number, commentId: number, text: string): Promise<CommentRecord | null> {
    const words = readWords(text);
    const names = mentionsIn(words);
    await this.units.run(async (unit) => {
      const comment = await this.ownComment(unit, viewerId, commentId, 'edit');
      if (comment.deletedAt !== null)
        throw refuse('commentId', 'INVALID', 'This comment was deleted.');
      if (comment.body === words.body) return;
      const mentions = await mentionsAfter(unit, comment, names);
      await refuseBlockedMentions(unit, viewerId, mentions.all);
      const editedAt = this.clock();
      await unit.manager.update(CommentEntity, { id: commentId }, { ...words, editedAt });
      await this.recorder.commentEdited(unit, commentId, mentions);
    });
    return commentById(this.reads, commentId);
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
  async removeIn(unit: Unit, comment: ThreadPlace): Promise<void> {
    const { id, authorId, postId, inReplyToId } = comment;
    const isListed = comment.listedReplyCount > 0;
    await unit.manager.update(
      CommentEntity,
      { id },
      {
        body: '',
        bodyHtml: '',
        deletedAt: this.clock(),
        isVisible: false,
        isListed,
        favoriteCount: 0,
      },
    );
    await clearCommentSource(unit, id);
    await this.recorder.commentGone(unit, id);
    await unit.manager.delete(FavoriteEntity, { commentId: id });
    // Rows are locked from the leaf to the root, then the post, then the profile, as everywhere.
    if (comment.isVisible && inReplyToId !== null)
      await addToReplyCounts(unit, inReplyToId, { visible: -1, listed: 0 });
    if (comment.isListed && !isListed) await leaveThread(unit, comment);
    if (!comment.isVisible) return;
    await addToPostCounts(unit, postId, { visible: -1, listed: 0 });
    await addToProfileComments(unit, authorId, -1);
  }

  threadOf(post: PostRecord, request: PageRequest): Promise<Page<CommentRecord>> {
    return threadPage(this.reads, post, request);
  }

  byAuthor(
    authorId: number,
    viewerId: number | null,
    request: PageRequest,
  ): Promise<Page<CommentRecord>> {
    return commentsByAuthor(this.reads, { authorId, viewerId }, request);
  }

  private async placeOf(
    unit: Unit,
    authorId: number,
    input: NewComment,
  ): Promise<{ post: { id: number }; parent: ThreadPlace | null }> {
    if (input.inReplyToId != null) {
      const parent = await lockPlace(unit, input.inReplyToId);
      const post = parent && (await postById(unit, parent.postId));
      if (!parent || !post) throw refuse('inReplyToId', 'NOT_FOUND', 'There is no such comment.');
      if (!parent.isVisible)
        throw refuse('inReplyToId', 'INVALID', 'This comment was deleted: it takes no replies.');
      await this.refusePlace(unit, authorId, post, parent.authorId, 'inReplyToId');
      return { post, parent };
    }
    const field = input.postId != null ? 'postId' : 'postUrl';
    const post =
      input.postId != null
        ? await postById(unit, input.postId)
        : await this.posts.findOrCreate(unit, input.postUrl ?? '', input.postTitle ?? null);
    if (!post) throw refuse('postId', 'NOT_FOUND', 'There is no such post.');
    await this.refusePlace(unit, authorId, post, null, field);
    await nameUntitled(unit, post, input.postTitle);
    return { post, parent: null };
  }

  private async refusePlace(
    unit: Unit,
    authorId: number,
    post: PostRecord,
    parentAuthorId: number | null,
    field: string,
  ): Promise<void> {
    await this.posts.refuseClosed(unit, post, field);
    const hosts = [post.authorId, parentAuthorId].filter((id) => id !== null);
    if (hosts.length > 0 && (await blocksBetween(unit, hosts, [authorId])).length > 0)
      throw refuse(field, 'FORBIDDEN', 'You cannot comment here: its author blocks you.');
  }

  private async ownComment(
    unit: Unit,
    viewerId: number,
    commentId: number,
    act: 'edit' | 'delete',
  ): Promise<ThreadPlace> {
    const comment = await lockPlace(unit, commentId);
    if (!comment) throw refuse('commentId', 'NOT_FOUND', 'There is no such comment.');
    if (comment.authorId !== viewerId)
      throw refuse('commentId', 'FORBIDDEN', `Only its author can ${act} a comment.`);
    return comment;
  }
}

/** What a person wrote, as it is stored. @throws Refusal */
function readWords(text: string) {
  const body = checkBody(text);
  return { body, bodyFormat: 'MARKDOWN' as const, bodyHtml: renderBody(body, 'MARKDOWN') };
}

const repliedTo = (parent: ThreadPlace | null): Addressee[] =>
  parent ? [{ profileId: parent.authorId, reason: 'REPLY' }] : [];

function checkTarget({ postUrl, postId, inReplyToId }: CommentTarget): void {
  const given = [postUrl, postId, inReplyToId].filter((target) => target != null);
  if (given.length !== 1)
    throw refuse(null, 'INVALID', 'Give exactly one of postUrl, postId and inReplyToId.');
}

/** A post that is known by its address alone gets the title that somebody names. */
async function nameUntitled(
  unit: Unit,
  post: PostRecord,
  title: string | null | undefined,
): Promise<void> {
  const name = cleanTitle(title);
  if (post.title === null && name !== null)
    await unit.manager.update(PostEntity, { id: post.id }, { title: name });
}
