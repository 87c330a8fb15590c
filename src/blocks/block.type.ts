import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ProfilePayload } from '../follows/follow.type';

@InputType('BlockProfileInput', { description: 'Whom to block.' })
export class BlockProfileInput {
  @Field(() => ID, { description: 'The id of a profile.' })
  profileId!: string;
}

@InputType('UnblockProfileInput', { description: 'Whom to block no longer.' })
export class UnblockProfileInput extends BlockProfileInput {}

@ObjectType('BlockProfilePayload', { simpleResolvers: true, description: 'What blockProfile did.' })
export class BlockProfilePayload extends ProfilePayload {}

@ObjectType('UnblockProfilePayload', {
  simpleResolvers: true,
  description: 'What unblockProfile did.',
})
export class UnblockProfilePayload extends ProfilePayload {}
