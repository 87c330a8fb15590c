import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ViewerType, type ViewerRecord } from '../accounts/account.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import type { Context } from '../schema/context';
import { ActivityConnectionType } from './activity.type';

@Resolver(() => ProfileType)
export class ProfileFeedResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description: 'The recent activity of this profile, newest first. Live: profileFeed.',
  })
  async activity(
    @Root() profile: ProfileRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, viewer }: Context,
  ) {
    const viewerId = viewer?.profileId ?? null;
    return toConnection(await services.feeds.ofProfile(profile.id, viewerId, toPageRequest(args)));
  }

  @Query(() => ActivityConnectionType, {
    description: "The whole server's public activity, newest first. Live: publicFeed.",
  })
  async publicFeed(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, viewer }: Context,
  ) {
    const viewerId = viewer?.profileId ?? null;
    return toConnection(await services.feeds.ofEverybody(viewerId, toPageRequest(args)));
  }
}

@Resolver(() => ViewerType)
export class HomeFeedResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description: 'The activity of everyone that the viewer follows, newest first. Live: homeFeed.',
  })
  async homeFeed(
    @Root() viewer: ViewerRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services }: Context,
  ) {
    return toConnection(await services.feeds.ofHome(viewer.profileId, toPageRequest(args)));
  }
}
