import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone, ForViewer } from '../schema/audience';
import type { Context } from '../schema/context';
import type { PostRecord } from './post.record';
import { PostType } from './post.type';

@Resolver(() => PostType)
export class PostResolver {
  @Query(() => PostType, {
    nullable: true,
    description:
      'The post at that web address, in any of its spellings; null when the server knows none.',
  })
  post(
    @Arg('url', () => String, { description: 'An http(s) URL.' }) url: string,
    @Ctx() { services }: Context,
  ): Promise<PostRecord | null> {
    return services.posts.byUrl(url);
  }

  @ForEveryone()
  @FieldResolver(() => ProfileType, {
    nullable: true,
    description: 'Null for a post that is known only because somebody commented on it.',
  })
  author(
    @Root() post: PostRecord,
    @Ctx() { loaders }: Context,
  ): ProfileRecord | null | Promise<ProfileRecord | null> {
    if (post.author !== undefined) return post.author;
    return post.authorId === null ? null : loaders.profiles.load(post.authorId);
  }

  @ForViewer()
  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer can comment on it; false when nobody is signed in.',
  })
  async viewerCanComment(
    @Root() post: PostRecord,
    @Ctx() { viewer, loaders, services }: Context,
  ): Promise<boolean> {
    if (viewer === null) return false;
    const isBelow = (url: string) => loaders.isBelowRegisteredSite.load(url);
    if (!(await services.posts.isOpen(post, isBelow))) return false;
    const firstCommentAt = async () => (await loaders.firstComments.load(post.id))?.at ?? null;
    if (await services.posts.isPast(post, firstCommentAt)) return false;
    return post.authorId === null || !(await loaders.isBlockedBy.load(post.authorId));
  }
}
