import { Field, Int, ObjectType } from 'type-graphql';
import { ForEveryone } from '../schema/audience';
import { type Connection, type Edge, PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { HoldsText } from '../schema/text-length';
import type { ProfileRecord } from './profile.record';

@ObjectType('Profile', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A person (or a team) in public. Its activity is what others follow.',
})
export class ProfileType {
  @ForEveryone()
  @Field(() => String, { description: 'Unique whatever its case; as its owner spells it.' })
  username!: string;

  @ForEveryone()
  @Field(() => String, { description: 'The name to show.' })
  displayName!: string;

  @ForEveryone()
  @HoldsText(5_000)
  @Field(() => String, {
    nullable: true,
    description: 'What the person says about themselves: plain text.',
  })
  about!: string | null;

  @ForEveryone()
  @Field(() => String, { nullable: true, description: 'Where they are, in their own words.' })
  location!: string | null;

  @ForEveryone()
  @HoldsText(1_000)
  @Field(() => String, { nullable: true, description: 'What they care for, in their own words.' })
  interests!: string | null;

  @ForEveryone()
  @HoldsText(2_000)
  @Field(() => String, { nullable: true, description: 'Their own page: an http(s) URL.' })
  homepageUrl!: string | null;

  @ForEveryone()
  @HoldsText(2_000)
  @Field(() => String, { nullable: true, description: 'A picture: an http(s) URL.' })
  avatarUrl!: string | null;

  @ForEveryone()
  @Field(() => DateTime, { nullable: true, description: 'Null where an import did not say.' })
  joinedAt!: number | null;

  @ForEveryone()
  @Field(() => Boolean, {
    description: 'False for a profile that an import rebuilt and nobody has claimed.',
  })
  isClaimed!: boolean;

  @ForEveryone()
  @Field(() => Boolean, {
    description:
      'What stays of somebody who has deleted their account, where something of theirs stays. It tells nothing of them, and cannot be found, followed, blocked or mentioned.',
  })
  isDeleted!: boolean;

  @ForEveryone()
  @Field(() => Int, { description: 'How many profiles follow this one.' })
  followerCount!: number;

  @ForEveryone()
  @Field(() => Int, { description: 'How many profiles this one follows.' })
  followingCount!: number;

  @ForEveryone()
  @Field(() => Int, { description: 'How many visible comments this profile has written.' })
  commentCount!: number;
}

@ObjectType('ProfileEdge', { simpleResolvers: true, description: 'A profile in a list.' })
export class ProfileEdgeType implements Edge<ProfileRecord> {
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @Field(() => ProfileType, { description: 'The profile.' })
  node!: ProfileRecord;
}

@ObjectType('ProfileConnection', { simpleResolvers: true, description: 'A page of profiles.' })
export class ProfileConnectionType implements Omit<Connection<ProfileRecord>, 'liveCursor'> {
  @Field(() => [ProfileEdgeType], {
    description: 'The profiles of this page, in the order of the list.',
  })
  edges!: ProfileEdgeType[];

  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}
