import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForEveryone } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { Payload } from '../schema/payload';

@ObjectType('FollowEdge', {
  simpleResolvers: true,
  description: 'A profile in a list of followers or followees.',
})
export class FollowEdgeType {
  @ForEveryone()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForEveryone()
  @Field(() => DateTime, { description: 'Since when.' })
  followedAt!: number;

  @ForEveryone()
  @Field(() => ProfileType, { description: 'The follower, or the followee.' })
  node!: ProfileRecord;
}

@ObjectType('FollowConnection', {
  simpleResolvers: true,
  description: 'A page of followers or followees, the newest first.',
})
export class FollowConnectionType {
  @ForEveryone()
  @Field(() => [FollowEdgeType], { description: 'The follows of this page.' })
  edges!: FollowEdgeType[];

  @ForEveryone()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;

  @ForEveryone()
  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}

@InputType('FollowProfileInput', { description: 'Whom to follow.' })
export class FollowProfileInput {
  @Field(() => ID, { description: 'The id of a profile.' })
  profileId!: string;
}

@InputType('UnfollowProfileInput', { description: 'Whom to follow no longer.' })
export class UnfollowProfileInput extends FollowProfileInput {}

@ObjectType({ simpleResolvers: true })
export class ProfilePayload extends Payload {
  @Field(() => ProfileType, { nullable: true, description: 'The profile as it is now.' })
  profile!: ProfileRecord | null;
}

@ObjectType('FollowProfilePayload', {
  simpleResolvers: true,
  description: 'What followProfile did.',
})
export class FollowProfilePayload extends ProfilePayload {}

@ObjectType('UnfollowProfilePayload', {
  simpleResolvers: true,
  description: 'What unfollowProfile did.',
})
export class UnfollowProfilePayload extends ProfilePayload {}
