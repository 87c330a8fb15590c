import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { CommentStatus } from '../comments/comment.entity';
import type { CommentRecord } from '../comments/comment.record';
import { CommentType, commentStatuses } from '../comments/comment.type';
import { DateTime } from '../schema/date-time';
import { Payload } from '../schema/payload';
import type { ReportReason } from './report.entity';
import { reportReasons } from './report.type';

@InputType('ReportCommentInput', { description: 'What is wrong with a comment.' })
export class ReportCommentInput {
  @Field(() => ID, { description: 'The id of a comment of somebody else.' })
  commentId!: string;

  @Field(() => reportReasons, { description: 'Why it should not be there.' })
  reason!: ReportReason;

  @Field(() => String, {
    nullable: true,
    description: 'More about it, for moderators; at most 500 characters.',
  })
  note?: string | null;
}

@InputType('ModerateCommentInput', { description: 'What a moderator decides.' })
export class ModerateCommentInput {
  @Field(() => ID, { description: 'The id of a comment that was not deleted.' })
  commentId!: string;

  @Field(() => commentStatuses, { description: 'How it is to stand.' })
  status!: CommentStatus;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The `editedAt` of what the moderator has read, null where that is null: refused when the words have changed since. Not given, the decision is on whatever they are now.',
  })
  seenEditedAt?: Date | null;
}

@ObjectType('ReportCommentPayload', {
  simpleResolvers: true,
  description: 'What reportComment did.',
})
export class ReportCommentPayload extends Payload {}

@ObjectType('ModerateCommentPayload', {
  simpleResolvers: true,
  description: 'What moderateComment did.',
})
export class ModerateCommentPayload extends Payload {
  @Field(() => CommentType, { nullable: true, description: 'The comment as it is now.' })
  comment!: CommentRecord | null;
}
