import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { ActivitySubject } from '../live/feed-message';
import { ForEveryone } from '../schema/audience';
import { NodeType } from '../schema/node.type';
import type { ActivityType } from './activity.entity';
import type { ActivityRecord } from './activity.record';
import { ActivityInterface, activityTypes } from './activity.type';

@InterfaceType('FeedMessage', {
  description:
    'One message of a live feed. Applying it twice does no harm: it shows everything as it is now.',
})
export abstract class FeedMessageInterface {
  @ForEveryone()
  @Field(() => String, {
    description:
      'Where to resume: subscribe again with it as `after`, and nothing after this message is missed.',
  })
  cursor!: string;
}

const implementing = { implements: FeedMessageInterface, simpleResolvers: true };

@ObjectType('ActivityAdded', { ...implementing, description: 'Something happened.' })
export class ActivityAddedType {
  @ForEveryone()
  @Field(() => ActivityInterface, { description: 'The activity, as it is now.' })
  activity!: ActivityRecord;
}

@ObjectType('ActivityUpdated', {
  ...implementing,
  description: 'The words of a comment were edited. Counts alone do not send it.',
})
export class ActivityUpdatedType {
  @ForEveryone()
  @Field(() => ActivityInterface, { description: 'The activity, as it is now.' })
  activity!: ActivityRecord;
}

@ObjectType('ActivityRetracted', {
  ...implementing,
  description: 'An activity is gone for everyone.',
})
export class ActivityRetractedType {
  @ForEveryone()
  @Field(() => ID, { description: 'The id that the activity had.' })
  activityId!: string;

  @ForEveryone()
  @Field(() => activityTypes, {
    description: 'The type that it had, for caches keyed by type and id.',
  })
  activityType!: ActivityType;

  @ForEveryone()
  @Field(() => NodeType, { nullable: true, description: 'What it was about, as it is now.' })
  subject!: ActivitySubject | null;
}

@ObjectType('FeedCheckpoint', {
  ...implementing,
  description: 'Nothing new, but a newer cursor: after a replay, and now and then on a quiet feed.',
})
export class FeedCheckpointType {
  @ForEveryone()
  @Field(() => Boolean, { description: 'False during a long replay; true once it has caught up.' })
  isLive!: boolean;

  @ForEveryone()
  @Field(() => Boolean, {
    description:
      'True for the first message of a subscription without `after`. Seen again, the socket was reconnected behind your back: fetch the list again.',
  })
  isStart!: boolean;
}
