import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PostRecord } from '../posts/post.record';
import { PostType } from '../posts/post.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone, ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import type { Context } from '../schema/context';
import type { CommentRecord } from './comment.record';
import { CommentConnectionType, CommentType } from './comment.type';

@Resolver(() => PostType)
export class PostCommentsResolver {
  @ForEveryone()
  @FieldResolver(() => CommentConnectionType, {
    description:
      'The comments that reply to no other, oldest first; their replies stand below them. Those that are held are among them for their author and for moderators.',
  })
  async comments(
    @Root() post: PostRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, heldSight }: Context,
  ) {
    const request = toPageRequest('comments', args);
    const page = await services.comments.threadOf(post, request, heldSight);
    return { ...toConnection('comments', page), totalCount: post.listedCommentCount };
  }
}

@Resolver(() => CommentType)
export class RepliesResolver {
  @ForEveryone()
  @FieldResolver(() => CommentConnectionType, { description: 'The direct replies, oldest first.' })
  async replies(
    @Root() comment: CommentRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { loaders }: Context,
  ) {
    const page = await loaders.replies.load(comment, toPageRequest('comments', args));
    return { ...toConnection('comments', page), totalCount: comment.listedReplyCount };
  }
}

@Resolver(() => ProfileType)
export class ProfileCommentsResolver {
  @ForViewer()
  @FieldResolver(() => CommentConnectionType, {
    description: 'The visible comments of this profile on all sites, newest first.',
  })
  async comments(
    @Root() profile: ProfileRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, viewer }: Context,
  ) {
    const viewerId = viewer?.profileId ?? null;
    const page = await services.comments.byAuthor(
      profile.id,
      viewerId,
      toPageRequest('comments', args),
    );
    return { ...toConnection('comments', page), totalCount: profile.commentCount };
  }
}
