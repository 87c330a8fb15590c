import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import type { DecisionRule, DecisionSubject } from './decision.entity';
import type { DecisionRecord } from './decision.record';

const subjects: Record<DecisionSubject, DecisionSubject> = {
  COMMENT: 'COMMENT',
  ROLE: 'ROLE',
  SITE: 'SITE',
  BLOCK_LIST: 'BLOCK_LIST',
};

registerEnumType(subjects, {
  name: 'ModerationSubject',
  description: 'What was decided on.',
  valuesConfig: {
    COMMENT: { description: 'The status of a comment.' },
    ROLE: { description: 'What an account may do.' },
    SITE: { description: 'The settings of a site.' },
    BLOCK_LIST: { description: 'What comments are not accepted with.' },
  },
});

const rules: Record<DecisionRule, DecisionRule> = {
  REPORTS: 'REPORTS',
  BLOCK_LIST: 'BLOCK_LIST',
  SPAM_CHECK: 'SPAM_CHECK',
  SPAM_CHECK_FAILED: 'SPAM_CHECK_FAILED',
  FIRST_COMMENT: 'FIRST_COMMENT',
  COMMAND_LINE: 'COMMAND_LINE',
};

registerEnumType(rules, {
  name: 'ModerationRule',
  description: 'By what it was decided where no moderator did.',
  valuesConfig: {
    REPORTS: { description: 'Enough members reported it.' },
    BLOCK_LIST: { description: 'Something on the block list is in it, or it is from there.' },
    SPAM_CHECK: { description: 'It looks like spam.' },
    SPAM_CHECK_FAILED: { description: 'Nobody knows whether it looks like spam.' },
    FIRST_COMMENT: { description: 'Its author had no comment on the site yet.' },
    COMMAND_LINE: { description: 'Whoever runs the server did it there.' },
  },
});

@ObjectType('ModerationDecision', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Who decided what. The record of decisions only grows. For moderators.',
})
export class DecisionType {
  @ForViewer()
  @Field(() => subjects, { description: 'What was decided on.' })
  subject!: DecisionSubject;

  @ForViewer()
  @Field(() => ProfileType, {
    nullable: true,
    description: 'Who decided; null for the server itself, and for whoever is no longer here.',
  })
  moderator!: ProfileRecord | null;

  @ForViewer()
  @Field(() => rules, { nullable: true, description: 'By what the server itself decided.' })
  rule!: DecisionRule | null;

  @ForViewer()
  @Field(() => ProfileType, { nullable: true, description: 'Whose role it is about.' })
  profile!: ProfileRecord | null;

  @ForViewer()
  @Field(() => String, { nullable: true, description: 'How it stood; null for what is new.' })
  before!: string | null;

  @ForViewer()
  @Field(() => String, {
    nullable: true,
    description: 'How it stands since; null for what is gone.',
  })
  after!: string | null;

  @ForViewer()
  @Field(() => DateTime, { description: 'When.' })
  decidedAt!: number;
}

@ObjectType('ModerationDecisionEdge', {
  simpleResolvers: true,
  description: 'A decision in a list.',
})
export class DecisionEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => DecisionType, { description: 'The decision.' })
  node!: DecisionRecord;
}

@ObjectType('ModerationDecisionConnection', {
  simpleResolvers: true,
  description: 'A page of the record of decisions, the newest first.',
})
export class DecisionConnectionType {
  @ForViewer()
  @Field(() => [DecisionEdgeType], { description: 'The decisions of this page.' })
  edges!: DecisionEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}
