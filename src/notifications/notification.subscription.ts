import { Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { ViewerType, type ViewerRecord } from '../accounts/account.type';
import { toViewerRecord } from '../accounts/viewer-record';
import { FeedMessageInterface } from '../feed/feed-message.type';
import { after, from, type SubscribeData } from '../feed/feed.subscription';
import type { FeedMessage } from '../live/feed-message';
import { ForViewer } from '../schema/audience';
import { requireViewer, type Context } from '../schema/context';
import { toGlobalId } from '../schema/global-id';
import { NotificationAddedType, NotificationRetractedType } from './notification-message.type';

const toNotifications = (data: SubscribeData) =>
  data.context.services.live.notifications(requireViewer(data.context).profileId, from(data));

const viewerField = () =>
  FieldResolver(() => ViewerType, { description: 'The viewer, with the count as it is now.' });

@Resolver(() => NotificationAddedType)
export class NotificationSubscription {
  @Subscription(() => FeedMessageInterface, {
    subscribe: toNotifications,
    description: `The viewer's notifications as they come and go. A block hides those that come of the other's acts, and its end
shows them again: no message tells of that, so fetch the list again after it.`,
  })
  notifications(@Root() message: FeedMessage, @after() _after?: string): FeedMessage {
    return message;
  }

  @ForViewer()
  @viewerField()
  viewer(@Ctx() context: Context): ViewerRecord {
    return toViewerRecord(requireViewer(context));
  }
}

@Resolver(() => NotificationRetractedType)
export class NotificationRetractedResolver {
  @FieldResolver()
  notificationId(@Root() message: FeedMessage & { kind: 'NotificationRetracted' }): string {
    return toGlobalId('Notification', message.notificationId);
  }

  @ForViewer()
  @viewerField()
  viewer(@Ctx() context: Context): ViewerRecord {
    return toViewerRecord(requireViewer(context));
  }
}
