import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone, ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnectionOf, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import {
  FollowConnectionType,
  FollowProfileInput,
  FollowProfilePayload,
  UnfollowProfileInput,
  UnfollowProfilePayload,
} from './follow.type';

type Fields = { profile: ProfileRecord | null };

@Resolver(() => ProfileType)
export class FollowResolver {
  @RateLimited('follows')
  @Mutation(() => FollowProfilePayload, {
    description:
      'The viewer follows a profile: its activity comes to their home feed from now on. Again changes nothing.',
  })
  followProfile(
    @Arg('input', () => FollowProfileInput, { description: 'Whom to follow.' })
    input: FollowProfileInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ profile: null }, async () => ({
      profile: await context.services.follows.follow(
        profileId,
        numberOf('Profile', input.profileId),
      ),
    }));
  }

  @RateLimited('follows')
  @Mutation(() => UnfollowProfilePayload, {
    description: 'The viewer follows a profile no longer. Again changes nothing.',
  })
  unfollowProfile(
    @Arg('input', () => UnfollowProfileInput, { description: 'Whom to follow no longer.' })
    input: UnfollowProfileInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ profile: null }, async () => ({
      profile: await context.services.follows.unfollow(
        profileId,
        numberOf('Profile', input.profileId),
      ),
    }));
  }

  @ForEveryone()
  @FieldResolver(() => FollowConnectionType, {
    description: 'Who follows this profile, the newest follower first.',
  })
  followers(
    @Root() profile: ProfileRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: Context,
  ) {
    return follows('followers', profile, args, context);
  }

  @ForEveryone()
  @FieldResolver(() => FollowConnectionType, {
    description: 'Whom this profile follows, the newest follow first.',
  })
  following(
    @Root() profile: ProfileRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: Context,
  ) {
    return follows('following', profile, args, context);
  }

  @ForViewer()
  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer follows this profile; false when nobody is signed in.',
  })
  viewerIsFollowing(
    @Root() profile: ProfileRecord,
    @Ctx() { viewer, loaders }: Context,
  ): boolean | Promise<boolean> {
    return viewer !== null && loaders.isFollowing.load(profile.id);
  }
}

async function follows(
  which: 'followers' | 'following',
  profile: ProfileRecord,
  args: ConnectionArgs,
  { services }: Context,
) {
  const page = await services.follows.list(which, profile.id, toPageRequest('follows', args));
  const connection = toConnectionOf('follows', page, ({ profile: node, followedAt }) => ({
    node,
    followedAt,
  }));
  const totalCount = which === 'followers' ? profile.followerCount : profile.followingCount;
  return { ...connection, totalCount };
}
