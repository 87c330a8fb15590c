import { Field, ID, ObjectType } from 'type-graphql';
import { FeedMessageInterface } from '../feed/feed-message.type';
import type { NotificationRecord } from './notification.record';
import { NotificationType } from './notification.type';
import { ForViewer } from '../schema/audience';

const implementing = { implements: FeedMessageInterface, simpleResolvers: true };

@ObjectType('NotificationAdded', {
  ...implementing,
  description: 'Somebody did something that concerns the viewer.',
})
export class NotificationAddedType {
  @ForViewer()
  @Field(() => NotificationType, { description: 'The notification, as it is now.' })
  notification!: NotificationRecord;
}

@ObjectType('NotificationRetracted', {
  ...implementing,
  description: 'A notification is gone, because what it told of was taken back.',
})
export class NotificationRetractedType {
  @ForViewer()
  @Field(() => ID, { description: 'The id that the notification had.' })
  notificationId!: string;
}
