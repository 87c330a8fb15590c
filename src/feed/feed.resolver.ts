import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ViewerType, type ViewerRecord } from '../accounts/account.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import type { Context } from '../schema/context';
import { ActivityConnectionType } from './activity.type';

@Resolver(() => ProfileType)
export class ProfileFeedResolver {
  @ForViewer()
  @FieldResolver(() => ActivityConnectionType, {
    description: 'The recent activity of this profile, newest first. Live: profileFeed.',
  })
  async activity(
    @Root() profile: ProfileRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, viewer }: Context,
  ) {
    const viewerId = viewer?.profileId ?? null;
    const request = toPageRequest('activities', args);
    return toConnection(
      'activities',
      await services.feeds.ofProfile(profile.id, viewerId, request),
    );
  }

  @Query(() => ActivityConnectionType, {
    description: "The whole server's public activity, newest first. Live: publicFeed.",
  })
  async publicFeed(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services, viewer }: Context,
  ) {
    const viewerId = viewer?.profileId ?? null;
    const request = toPageRequest('activities', args);
    return toConnection('activities', await services.feeds.ofEverybody(viewerId, request));
  }
}

@Resolver(() => ViewerType)
export class HomeFeedResolver {
  @ForViewer()
  @FieldResolver(() => ActivityConnectionType, {
    description: 'The activity of everyone that the viewer follows, newest first. Live: homeFeed.',
  })
  async homeFeed(
    @Root() viewer: ViewerRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services }: Context,
  ) {
    const request = toPageRequest('activities', args);
    return toConnection('activities', await services.feeds.ofHome(viewer.profileId, request));
  }
}
