import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PostRecord } from '../posts/post.record';
import { requireViewer, type Context } from '../schema/context';
import { numberOf, toGlobalId } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import type { CommentRecord } from './comment.record';
import {
  AddCommentInput,
  AddCommentPayload,
  CommentType,
  DeleteCommentInput,
  DeleteCommentPayload,
  EditCommentInput,
  EditCommentPayload,
} from './comment.type';

type Fields = { comment: CommentRecord | null };
type DeletedFields = Fields & { deletedCommentId: string | null; post: PostRecord | null };

@Resolver(() => CommentType)
export class CommentMutationResolver {
  @RateLimited('comments')
  @Mutation(() => AddCommentPayload, {
    description:
      'The viewer comments on a post, or replies to a comment. What is held is no error: its status says so. Safe to repeat with an idempotencyKey.',
  })
  addComment(
    @Arg('input', () => AddCommentInput, { description: 'The comment.' }) input: AddCommentInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    const { postId, inReplyToId, ...rest } = input;
    return answer<Fields>({ comment: null }, async () => ({
      comment: await context.services.comments.add(
        profileId,
        {
          ...rest,
          postId: postId == null ? null : numberOf('Post', postId),
          inReplyToId: inReplyToId == null ? null : numberOf('Comment', inReplyToId),
        },
        context.network,
      ),
    }));
  }

  @RateLimited('comments')
  @Mutation(() => EditCommentPayload, {
    description:
      "Changes the words of one of the viewer's comments. What is held for its new words is no error: its status says so.",
  })
  editComment(
    @Arg('input', () => EditCommentInput, { description: 'The comment and its new words.' })
    input: EditCommentInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ comment: null }, async () => ({
      comment: await context.services.comments.edit(
        profileId,
        numberOf('Comment', input.commentId),
        input.body,
        context.network,
      ),
    }));
  }

  @RateLimited('comments')
  @Mutation(() => DeleteCommentPayload, {
    description:
      "Deletes one of the viewer's comments: its words, its activity and its favorites are gone. With replies below it, a tombstone stays. Again changes nothing.",
  })
  deleteComment(
    @Arg('input', () => DeleteCommentInput, { description: 'Which one.' })
    input: DeleteCommentInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    const nothing = { comment: null, deletedCommentId: null, post: null };
    return answer<DeletedFields>(nothing, async () => {
      const id = numberOf('Comment', input.commentId);
      const { comment, post } = await context.services.comments.remove(profileId, id);
      const hasLeft = comment !== null && !comment.isListed;
      return { comment, post, deletedCommentId: hasLeft ? toGlobalId('Comment', id) : null };
    });
  }
}
