import { Field, ID, InputType } from 'type-graphql';

@InputType('RequestProfileClaimInput', { description: 'Which profile is claimed.' })
export class RequestProfileClaimInput {
  @Field(() => ID, { description: 'The id of a profile that nobody has claimed.' })
  profileId!: string;
}

@InputType('ConfirmProfileClaimInput', { description: 'The code of a claim.' })
export class ConfirmProfileClaimInput {
  @Field(() => ID, { description: "The id of one of the viewer's claims." })
  claimId!: string;

  @Field(() => String, {
    description:
      'The code from the mail, good for one hour and five tries. Case and hyphens do not matter.',
  })
  code!: string;
}

@InputType('DecideProfileClaimInput', { description: 'What a moderator decides.' })
export class DecideProfileClaimInput {
  @Field(() => ID, { description: 'The id of a claim that is pending.' })
  claimId!: string;

  @Field(() => Boolean, { description: "Whether the profile is the claimant's." })
  approve!: boolean;
}
