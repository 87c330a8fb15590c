import { blocksBetween } from '../blocks/block.queries';
import type { Unit } from '../database/unit-of-work';
import { refuse } from '../errors';
import { postById } from '../posts/post.queries';
import type { PostRecord } from '../posts/post.record';
import { cleanTitle, type PostService } from '../posts/post.service';
import { lockPlace, type ThreadPlace } from './comment-thread.queries';

/** Where a new comment goes: exactly one of the three. */
export interface CommentTarget {
  postUrl?: string | null;
  postId?: number | null;
  inReplyToId?: number | null;
}

/** @throws Refusal */
export function checkTarget({ postUrl, postId, inReplyToId }: CommentTarget): void {
  const given = [postUrl, postId, inReplyToId].filter((target) => target != null);
  if (given.length !== 1)
    throw refuse(null, 'INVALID', 'Give exactly one of postUrl, postId and inReplyToId.');
}

/** Finds where comments go, and whether they may. */
export class CommentTargets {
  constructor(private readonly posts: PostService) {}

  /**
   * @returns also the title that the post is given, where it has none
   * @throws Refusal where there is nothing, or the author may not comment on it
   */
  async find(
    unit: Unit,
    authorId: number,
    input: CommentTarget & { postTitle?: string | null },
  ): Promise<{ post: PostRecord; parent: ThreadPlace | null; title: string | null }> {
    if (input.inReplyToId != null) {
      const parent = await lockPlace(unit, input.inReplyToId);
      const post = parent && (await postById(unit, parent.postId));
      if (!parent || !post || isUnknown(parent))
        throw refuse('inReplyToId', 'NOT_FOUND', 'There is no such comment.');
      if (!parent.isVisible)
        throw refuse('inReplyToId', 'INVALID', 'This comment is gone: it takes no replies.');
      await this.refusePlace(unit, authorId, post, parent.authorId, 'inReplyToId');
      return { post, parent, title: null };
    }
    const field = input.postId != null ? 'postId' : 'postUrl';
    const post =
      input.postId != null
        ? await postById(unit, input.postId)
        : await this.posts.findOrCreate(unit, input.postUrl ?? '');
    if (!post) throw refuse('postId', 'NOT_FOUND', 'There is no such post.');
    await this.refusePlace(unit, authorId, post, null, field);
    const title = post.title === null ? cleanTitle(input.postTitle) : null;
    return { post, parent: null, title };
  }

  private async refusePlace(
    unit: Unit,
    authorId: number,
    post: PostRecord,
    parentAuthorId: number | null,
    field: string,
  ): Promise<void> {
    await this.posts.refuseClosed(unit, post, field);
    await this.posts.refusePast(unit, post, field);
    const hosts = [post.authorId, parentAuthorId].filter((id) => id !== null);
    if (hosts.length > 0 && (await blocksBetween(unit, hosts, [authorId])).length > 0)
      throw refuse(field, 'FORBIDDEN', 'You cannot comment here: its author blocks you.');
  }
}

/** Whether nobody but its author and moderators know of a comment: it is held, and has no place in its thread. */
export const isUnknown = ({ status, isListed }: ThreadPlace): boolean =>
  status !== 'PUBLISHED' && !isListed;
