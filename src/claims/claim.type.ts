import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import type { ClaimMethod, ClaimStatus } from './claim.entity';
import type { ClaimRecord } from './claim.record';

const statuses: Record<ClaimStatus, ClaimStatus> = {
  PENDING: 'PENDING',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
};

registerEnumType(statuses, {
  name: 'ProfileClaimStatus',
  description: 'How a claim stands.',
  valuesConfig: {
    PENDING: { description: 'It waits for its code, or for a moderator.' },
    APPROVED: { description: "The profile has become a part of the claimant's." },
    REJECTED: {
      description:
        'A moderator refused it, its tries are used up, a newer claim took its place, or somebody else was first.',
    },
  },
});

const methods: Record<ClaimMethod, ClaimMethod> = {
  EMAIL_CODE: 'EMAIL_CODE',
  MODERATOR: 'MODERATOR',
};

registerEnumType(methods, {
  name: 'ProfileClaimMethod',
  description: 'How it is found out whether the claimant is who they say.',
  valuesConfig: {
    EMAIL_CODE: {
      description:
        'A code was mailed to the address on the imported comments: confirmProfileClaim. A moderator can decide as well, for those whose old address is gone.',
    },
    MODERATOR: { description: 'A moderator decides: decideProfileClaim.' },
  },
});

@ObjectType('ProfileClaim', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'Somebody says that a profile which an import rebuilt is theirs. Shown to them and to moderators alone.',
})
export class ClaimType {
  @ForViewer()
  @Field(() => statuses, { description: 'How it stands.' })
  status!: ClaimStatus;

  @ForViewer()
  @Field(() => methods, { description: 'How it is decided.' })
  method!: ClaimMethod;

  @ForViewer()
  @Field(() => ProfileType, { description: 'The profile of whoever claims.' })
  claimant!: ProfileRecord;

  @ForViewer()
  @Field(() => ProfileType, {
    description: 'What is claimed; once it is a part of another profile, that one.',
  })
  profile!: ProfileRecord;
}

@ObjectType('ProfileClaimEdge', { simpleResolvers: true, description: 'A claim in a list.' })
export class ClaimEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => ClaimType, { description: 'The claim.' })
  node!: ClaimRecord;
}

@ObjectType('ProfileClaimConnection', {
  simpleResolvers: true,
  description: 'A page of claims, the newest first.',
})
export class ClaimConnectionType {
  @ForViewer()
  @Field(() => [ClaimEdgeType], { description: 'The claims of this page.' })
  edges!: ClaimEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}

@ObjectType({ simpleResolvers: true })
class ClaimPayload extends Payload {
  @Field(() => ClaimType, { nullable: true, description: 'The claim as it is now.' })
  claim!: ClaimRecord | null;
}

@ObjectType('RequestProfileClaimPayload', {
  simpleResolvers: true,
  description: 'What requestProfileClaim did.',
})
export class RequestProfileClaimPayload extends ClaimPayload {}

@ObjectType('DecideProfileClaimPayload', {
  simpleResolvers: true,
  description: 'What decideProfileClaim did.',
})
export class DecideProfileClaimPayload extends ClaimPayload {}

@ObjectType('ConfirmProfileClaimPayload', {
  simpleResolvers: true,
  description: 'What confirmProfileClaim did.',
})
export class ConfirmProfileClaimPayload extends Payload {
  @Field(() => ProfileType, {
    nullable: true,
    description: "The viewer's profile, with all that it has now.",
  })
  profile!: ProfileRecord | null;
}
