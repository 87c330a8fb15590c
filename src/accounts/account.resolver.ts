import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Refusal } from '../errors';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import type { Context } from '../schema/context';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import { JoinInput, SignInInput } from './account.input';
import type { SignedIn } from './account.service';
import {
  JoinPayload,
  SignInPayload,
  SignOutPayload,
  ViewerType,
  type ViewerRecord,
} from './account.type';
import { toViewerRecord } from './viewer-record';

type SignedInFields = { session: SignedIn['session'] | null; profile: ProfileRecord | null };

const NOBODY: SignedInFields = { session: null, profile: null };

@Resolver(() => ViewerType)
export class AccountResolver {
  @Query(() => ViewerType, {
    nullable: true,
    description: 'Who is asking; null when nobody is signed in.',
  })
  viewer(@Ctx() { viewer }: Context): ViewerRecord | null {
    return viewer && toViewerRecord(viewer);
  }

  @RateLimited('join')
  @Mutation(() => JoinPayload, {
    description:
      'Makes an account with its profile, follows whom it names, and signs in: all of it, or nothing. A code is mailed to its address: confirmEmail.',
  })
  join(
    @Arg('input', () => JoinInput, { description: 'The new account.' }) input: JoinInput,
    @Ctx() { services, client }: Context,
  ) {
    return answer<SignedInFields>(NOBODY, () => services.accounts.join(input, client));
  }

  @Mutation(() => SignInPayload, {
    description: 'Opens a session. An account has 50 at most: one more ends the oldest.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() { services, rates, network, client }: Context,
  ) {
    return answer<SignedInFields>(NOBODY, async () => {
      const attempt = rates.trySignIn({ accountId: null, network }, input.identifier);
      try {
        const signedIn = await services.accounts.signIn(input.identifier, input.password, client);
        attempt.right();
        return signedIn;
      } catch (error) {
        if (error instanceof Refusal) attempt.wrong();
        else attempt.right();
        throw error;
      }
    });
  }

  @Mutation(() => SignOutPayload, {
    description:
      'Ends the session of the token that it is sent with, and its subscriptions. Without one it does nothing.',
  })
  signOut(@Ctx() { services, viewer }: Context) {
    return answer({}, async () => {
      if (viewer) await services.sessions.revoke(viewer.tokenHash);
      return {};
    });
  }

  @ForViewer()
  @FieldResolver(() => ProfileType, { description: 'The public side of the account.' })
  profile(
    @Root() viewer: ViewerRecord,
    @Ctx() { loaders }: Context,
  ): Promise<ProfileRecord | null> {
    return loaders.profiles.load(viewer.profileId);
  }
}
