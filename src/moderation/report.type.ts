import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { HoldsText } from '../schema/text-length';
import type { ReportReason } from './report.entity';
import type { ReportRecord } from './report.record';

export const reportReasons: Record<ReportReason, ReportReason> = {
  SPAM: 'SPAM',
  ABUSE: 'ABUSE',
  OFF_TOPIC: 'OFF_TOPIC',
  OTHER: 'OTHER',
};

registerEnumType(reportReasons, {
  name: 'ReportReason',
  description: 'Why a comment should not be there.',
  valuesConfig: {
    SPAM: { description: 'It advertises.' },
    ABUSE: { description: 'It hurts somebody.' },
    OFF_TOPIC: { description: 'It has nothing to do with the page.' },
    OTHER: { description: 'The note says why.' },
  },
});

@ObjectType('CommentReport', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A member says that a comment should not be there. For moderators.',
})
export class ReportType {
  @ForViewer()
  @Field(() => ProfileType, { description: 'Who says so.' })
  reporter!: ProfileRecord;

  @ForViewer()
  @Field(() => reportReasons, { description: 'Why it should not be there.' })
  reason!: ReportReason;

  @ForViewer()
  @HoldsText(500)
  @Field(() => String, { nullable: true, description: 'More about it, in their words.' })
  note!: string | null;

  @ForViewer()
  @Field(() => DateTime, { description: 'When they last said so.' })
  reportedAt!: number;

  @ForViewer()
  @Field(() => Boolean, { description: 'Whether a moderator has decided on the comment since.' })
  isSettled!: boolean;
}

@ObjectType('CommentReportEdge', { simpleResolvers: true, description: 'A report in a list.' })
export class ReportEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => ReportType, { description: 'The report.' })
  node!: ReportRecord;
}

@ObjectType('CommentReportConnection', {
  simpleResolvers: true,
  description: 'A page of the reports of a comment, the newest first.',
})
export class ReportConnectionType {
  @ForViewer()
  @Field(() => [ReportEdgeType], { description: 'The reports of this page.' })
  edges!: ReportEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}
