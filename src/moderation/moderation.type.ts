import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { CommentStatus } from '../comments/comment.entity';
import type { CommentRecord } from '../comments/comment.record';
import { CommentType, commentStatuses } from '../comments/comment.type';
import { Payload } from '../schema/payload';
import type { ReportReason } from './report.entity';

const reasons: Record<ReportReason, ReportReason> = {
  SPAM: 'SPAM',
  ABUSE: 'ABUSE',
  OFF_TOPIC: 'OFF_TOPIC',
  OTHER: 'OTHER',
};

registerEnumType(reasons, {
  name: 'ReportReason',
  description: 'Why a comment should not be there.',
  valuesConfig: {
    SPAM: { description: 'It advertises.' },
    ABUSE: { description: 'It hurts somebody.' },
    OFF_TOPIC: { description: 'It has nothing to do with the page.' },
    OTHER: { description: 'The note says why.' },
  },
});

@InputType('ReportCommentInput', { description: 'What is wrong with a comment.' })
export class ReportCommentInput {
  @Field(() => ID, { description: 'The id of a comment of somebody else.' })
  commentId!: string;

  @Field(() => reasons, { description: 'Why it should not be there.' })
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
