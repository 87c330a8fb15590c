import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { ViewerType, type ViewerRecord } from '../accounts/account.type';
import { toViewerRecord } from '../accounts/viewer-record';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import {
  MarkNotificationsSeenInput,
  MarkNotificationsSeenPayload,
  NotificationConnectionType,
} from './notification.type';

@Resolver(() => ViewerType)
export class NotificationResolver {
  @ForViewer()
  @FieldResolver(() => NotificationConnectionType, {
    description:
      "Replies to the viewer's comments, mentions of them, favorites of their posts and comments, and new followers, newest first. Live: notifications.",
  })
  async notifications(
    @Root() viewer: ViewerRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services }: Context,
  ) {
    const request = toPageRequest('notifications', args);
    return toConnection(
      'notifications',
      await services.notifications.list(viewer.profileId, request),
    );
  }

  @ForViewer()
  @FieldResolver(() => Int, {
    description:
      'How many of the notifications the viewer has not seen: those since the last mark.',
  })
  unseenNotificationCount(
    @Root() viewer: ViewerRecord,
    @Ctx() { loaders }: Context,
  ): Promise<number> {
    return loaders.unseenNotifications.load(viewer.profileId);
  }

  @RateLimited('notifications')
  @Mutation(() => MarkNotificationsSeenPayload, {
    description:
      'Marks a notification and every older one as seen, on all the devices of the viewer. A mark never moves back.',
  })
  markNotificationsSeen(
    @Arg('input', () => MarkNotificationsSeenInput, { description: 'How far.' })
    input: MarkNotificationsSeenInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<{ viewer: ViewerRecord | null }>({ viewer: null }, async () => {
      const upToId = numberOf('Notification', input.upToId);
      await context.services.notifications.markSeen(viewer.profileId, upToId);
      // What an earlier field of the operation counted is no longer so.
      context.loaders.unseenNotifications.clearAll();
      return { viewer: toViewerRecord(viewer) };
    });
  }
}
