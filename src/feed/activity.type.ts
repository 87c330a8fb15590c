import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { CommentRecord } from '../comments/comment.record';
import { CommentType } from '../comments/comment.type';
import { FavoritableType } from '../favorites/favorite.type';
import type { FavoriteSubject } from '../favorites/favorite.service';
import type { PostRecord } from '../posts/post.record';
import { PostType } from '../posts/post.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import type { ActivityType } from './activity.entity';
import type { ActivityRecord } from './activity.record';

@InterfaceType('Activity', {
  implements: NodeType,
  description: 'One public act of a profile.',
})
export abstract class ActivityInterface {
  @ForEveryone()
  @Field(() => DateTime, {
    description: 'When it was done; of an imported one, when it was done then.',
  })
  occurredAt!: number;

  @ForEveryone()
  @Field(() => ProfileType, { description: 'Who did it.' })
  actor!: ProfileRecord;
}

const implementing = { implements: [NodeType, ActivityInterface], simpleResolvers: true };

@ObjectType('CommentActivity', { ...implementing, description: 'Somebody commented.' })
export class CommentActivityType {
  @ForEveryone()
  @Field(() => CommentType, { description: 'The comment.' })
  comment!: CommentRecord;
}

@ObjectType('FollowActivity', { ...implementing, description: 'Somebody began to follow another.' })
export class FollowActivityType {
  @ForEveryone()
  @Field(() => ProfileType, { description: 'Whom they follow.' })
  followee!: ProfileRecord;
}

@ObjectType('FavoriteActivity', {
  ...implementing,
  description: 'Somebody favorited a comment or a post.',
})
export class FavoriteActivityType {
  @ForEveryone()
  @Field(() => FavoritableType, { description: 'What they favorited.' })
  subject!: FavoriteSubject;
}

@ObjectType('PostActivity', { ...implementing, description: 'Somebody published a post.' })
export class PostActivityType {
  @ForEveryone()
  @Field(() => PostType, { description: 'The post.' })
  post!: PostRecord;
}

export const activityTypes: Record<ActivityType, ActivityType> = {
  COMMENT: 'COMMENT',
  FOLLOW: 'FOLLOW',
  FAVORITE: 'FAVORITE',
  POST: 'POST',
};

registerEnumType(activityTypes, {
  name: 'ActivityType',
  description: 'Which object type an activity has.',
  valuesConfig: {
    COMMENT: { description: 'CommentActivity' },
    FOLLOW: { description: 'FollowActivity' },
    FAVORITE: { description: 'FavoriteActivity' },
    POST: { description: 'PostActivity' },
  },
});

@ObjectType('ActivityEdge', { simpleResolvers: true, description: 'An activity in a feed.' })
export class ActivityEdgeType {
  @ForEveryone()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForEveryone()
  @Field(() => ActivityInterface, { description: 'The activity.' })
  node!: ActivityRecord;
}

@ObjectType('ActivityConnection', { simpleResolvers: true, description: 'A page of a feed.' })
export class ActivityConnectionType {
  @ForEveryone()
  @Field(() => [ActivityEdgeType], { description: 'The activities of this page, newest first.' })
  edges!: ActivityEdgeType[];

  @ForEveryone()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;

  @ForEveryone()
  @Field(() => String, {
    description:
      'Pass it as `after` to the live feed of the same name: nothing falls between this list and it. The same on every page.',
  })
  liveCursor!: string;
}
