import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import {
  ConfirmProfileClaimInput,
  DecideProfileClaimInput,
  RequestProfileClaimInput,
} from './claim.input';
import type { ClaimRecord } from './claim.record';
import {
  ClaimConnectionType,
  ConfirmProfileClaimPayload,
  DecideProfileClaimPayload,
  RequestProfileClaimPayload,
} from './claim.type';

type ClaimFields = { claim: ClaimRecord | null };

@Resolver()
export class ClaimResolver {
  @Query(() => ClaimConnectionType, {
    description: 'Claims that wait for a decision, the newest first. Moderators only.',
  })
  async pendingClaims(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    const viewer = requireViewer(context);
    const page = await context.services.claims.pending(viewer, toPageRequest('claims', args));
    return toConnection('claims', page);
  }

  @RateLimited('claims')
  @Mutation(() => RequestProfileClaimPayload, {
    description:
      'The viewer says that a profile which an import rebuilt is theirs. A code is mailed to the address on its comments; where there is none, a moderator decides. Again: a new code takes the place of the old one.',
  })
  requestProfileClaim(
    @Arg('input', () => RequestProfileClaimInput, { description: 'Which profile.' })
    input: RequestProfileClaimInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<ClaimFields>({ claim: null }, async () => ({
      claim: await context.services.claims.request(viewer, numberOf('Profile', input.profileId)),
    }));
  }

  @RateLimited('claims')
  @Mutation(() => ConfirmProfileClaimPayload, {
    description:
      "Ends a claim by its code: the claimed profile, with all that it has, becomes a part of the viewer's, for good.",
  })
  confirmProfileClaim(
    @Arg('input', () => ConfirmProfileClaimInput, { description: 'The claim and its code.' })
    input: ConfirmProfileClaimInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<{ profile: ProfileRecord | null }>({ profile: null }, async () => ({
      profile: await context.services.claims.confirm(
        viewer,
        numberOf('ProfileClaim', input.claimId),
        input.code,
      ),
    }));
  }

  @Mutation(() => DecideProfileClaimPayload, {
    description:
      "Decides a claim. Approved, the claimed profile becomes a part of the claimant's, for good. Moderators only.",
  })
  decideProfileClaim(
    @Arg('input', () => DecideProfileClaimInput, { description: 'The claim, and the decision.' })
    input: DecideProfileClaimInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<ClaimFields>({ claim: null }, async () => ({
      claim: await context.services.claims.decide(
        viewer,
        numberOf('ProfileClaim', input.claimId),
        input.approve,
      ),
    }));
  }
}
