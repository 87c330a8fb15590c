import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ViewerType, type ViewerRecord } from '../accounts/account.type';
import type { ActivityRecord } from '../feed/activity.record';
import { ActivityInterface } from '../feed/activity.type';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import type { NotificationReason } from './notification.entity';
import type { NotificationRecord } from './notification.record';

const reasons: Record<NotificationReason, NotificationReason> = {
  REPLY: 'REPLY',
  MENTION: 'MENTION',
  FAVORITE: 'FAVORITE',
  FOLLOW: 'FOLLOW',
};

registerEnumType(reasons, {
  name: 'NotificationReason',
  description:
    'Why somebody is told of an activity. A reply that mentions them as well is told once, as a reply.',
  valuesConfig: {
    REPLY: { description: 'It is a reply to a comment of theirs.' },
    MENTION: {
      description:
        'The comment mentions them, by "@" and their username. Of more than 20 people whom a comment mentions, the first 20 are told.',
    },
    FAVORITE: { description: 'It favorites a comment or a post of theirs.' },
    FOLLOW: { description: 'Somebody began to follow them.' },
  },
});

@ObjectType('Notification', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'An activity of somebody else that concerns the viewer. Taken back with the activity; nobody is told of their own, nor of what somebody does whom they block or who blocks them.',
})
export class NotificationType {
  @ForViewer()
  @Field(() => reasons, { description: 'Why the viewer is told.' })
  reason!: NotificationReason;

  @ForViewer()
  @Field(() => Boolean, {
    description: 'Whether the viewer has said to have seen it: markNotificationsSeen.',
  })
  isSeen!: boolean;

  @ForViewer()
  @Field(() => ActivityInterface, { description: 'The activity, as it is now.' })
  activity!: ActivityRecord;
}

@ObjectType('NotificationEdge', {
  simpleResolvers: true,
  description: 'A notification in a list.',
})
export class NotificationEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => NotificationType, { description: 'The notification.' })
  node!: NotificationRecord;
}

@ObjectType('NotificationConnection', {
  simpleResolvers: true,
  description: 'A page of notifications.',
})
export class NotificationConnectionType {
  @ForViewer()
  @Field(() => [NotificationEdgeType], {
    description: 'The notifications of this page, newest first.',
  })
  edges!: NotificationEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;

  @ForViewer()
  @Field(() => String, {
    description:
      'Pass it as `after` to the live notifications: nothing falls between this list and them. The same on every page.',
  })
  liveCursor!: string;
}

@InputType('MarkNotificationsSeenInput', { description: 'How far the viewer has looked.' })
export class MarkNotificationsSeenInput {
  @Field(() => ID, {
    description:
      'The id of the newest notification that was shown: that one and every older one count as seen.',
  })
  upToId!: string;
}

@ObjectType('MarkNotificationsSeenPayload', {
  simpleResolvers: true,
  description: 'What markNotificationsSeen did.',
})
export class MarkNotificationsSeenPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'The viewer, with the new count.' })
  viewer!: ViewerRecord | null;
}
