import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { PostRecord } from '../posts/post.record';
import { PostType } from '../posts/post.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone, ForUnblocked, ForViewer } from '../schema/audience';
import type { Context } from '../schema/context';
import { toGlobalId } from '../schema/global-id';
import { HoldsText } from '../schema/text-length';
import type { CommentStatus } from './comment.entity';
import type { CommentRecord } from './comment.record';
import { CommentType } from './comment.type';
import { isToldOf, isTombstone, statusFor, unlessTombstone } from './visibility';

/** The fields of a comment that depend on more than its row. */
@Resolver(() => CommentType)
export class CommentResolver {
  @FieldResolver()
  body(@Root() comment: CommentRecord, @Ctx() context: Context) {
    return unlessTombstone(comment, context, () => context.answerLength.hold(comment.body), '');
  }

  @FieldResolver()
  bodyHtml(@Root() comment: CommentRecord, @Ctx() context: Context) {
    const shown = () => context.answerLength.hold(comment.bodyHtml);
    return unlessTombstone(comment, context, shown, '');
  }

  @FieldResolver()
  postTitle(@Root() comment: CommentRecord, @Ctx() context: Context) {
    return unlessTombstone(comment, context, () => comment.postTitle, null);
  }

  @FieldResolver()
  isDeleted(@Root() comment: CommentRecord, @Ctx() context: Context) {
    return isTombstone(comment, context);
  }

  @FieldResolver()
  status(@Root() comment: CommentRecord, @Ctx() context: Context): CommentStatus {
    return statusFor(comment, context);
  }

  @FieldResolver()
  editedAt(@Root() comment: CommentRecord, @Ctx() context: Context): number | null {
    return isToldOf(context, comment) ? comment.editedAt : null;
  }

  @ForEveryone()
  @FieldResolver(() => Int, { description: 'How many profiles have favorited it.' })
  favoriteCount(@Root() comment: CommentRecord, @Ctx() context: Context): number {
    return isToldOf(context, comment) ? comment.favoriteCount : 0;
  }

  @FieldResolver()
  replyCount(@Root() comment: CommentRecord): number {
    return comment.replyCount + comment.lostReplyCount;
  }

  @ForUnblocked()
  @FieldResolver(() => ProfileType, {
    nullable: true,
    description: 'Who wrote it; null for a tombstone.',
  })
  author(@Root() comment: CommentRecord, @Ctx() context: Context) {
    const shown = () => comment.author ?? context.loaders.profiles.load(comment.authorId);
    return unlessTombstone<ProfileRecord | null>(comment, context, shown, null);
  }

  @ForEveryone()
  @FieldResolver(() => CommentType, {
    nullable: true,
    description: 'The comment that it replies to; null for one that replies to the post itself.',
  })
  inReplyTo(
    @Root() comment: CommentRecord,
    @Ctx() { loaders }: Context,
  ): CommentRecord | null | Promise<CommentRecord | null> {
    if (comment.inReplyTo !== undefined) return comment.inReplyTo;
    return comment.inReplyToId === null ? null : loaders.comments.load(comment.inReplyToId);
  }

  @ForEveryone()
  @FieldResolver(() => PostType, { description: 'The post that its thread is on.' })
  post(@Root() comment: CommentRecord, @Ctx() { loaders }: Context) {
    return comment.post ?? loaders.posts.load(comment.postId);
  }

  @ForEveryone()
  @HoldsText(2_000)
  @FieldResolver(() => String, { description: "Its own address: the post's, with a fragment." })
  url(
    @Root() comment: CommentRecord,
    @Ctx() { loaders }: Context,
  ): string | null | Promise<string | null> {
    if (comment.post) return urlOn(comment, comment.post);
    return loaders.posts.load(comment.postId).then((post) => post && urlOn(comment, post));
  }

  @ForViewer()
  @FieldResolver(() => Boolean, { description: 'Whether the viewer can change its words.' })
  viewerCanEdit(@Root() comment: CommentRecord, @Ctx() { viewer }: Context): boolean {
    const isOpen = comment.deletedAt === null && comment.status !== 'REMOVED';
    return isOpen && viewer?.profileId === comment.authorId;
  }

  @ForViewer()
  @FieldResolver(() => Boolean, { description: 'Whether the viewer can delete it.' })
  viewerCanDelete(@Root() comment: CommentRecord, @Ctx() { viewer }: Context): boolean {
    return viewer?.profileId === comment.authorId && comment.deletedAt === null;
  }
}

const urlOn = (comment: CommentRecord, post: PostRecord): string =>
  `${post.url}#comment-${toGlobalId('Comment', comment.id)}`;
