import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnectionOf, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer, Payload } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import {
  AccountSessionConnectionType,
  AccountSessionType,
  toSessionRecord,
  type AccountSessionRecord,
} from './account-session.type';
import { ViewerType, type ViewerRecord } from './account.type';

@InputType('RevokeSessionInput', { description: 'Which session ends.' })
class RevokeSessionInput {
  @Field(() => ID, { description: "The id of one of the viewer's sessions." })
  sessionId!: string;
}

@ObjectType('RevokeSessionPayload', {
  simpleResolvers: true,
  description: 'What revokeSession did.',
})
class RevokeSessionPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the session that has ended.' })
  revokedSessionId!: string | null;
}

@ObjectType('SignOutEverywherePayload', {
  simpleResolvers: true,
  description: 'What signOutEverywhere did.',
})
class SignOutEverywherePayload extends Payload {}

@Resolver(() => AccountSessionType)
export class AccountSessionResolver {
  @ForViewer()
  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent(@Root() { tokenHash }: AccountSessionRecord, @Ctx() { viewer }: Context): boolean {
    return viewer?.tokenHash === tokenHash;
  }
}

@Resolver(() => ViewerType)
export class SessionResolver {
  @ForViewer()
  @FieldResolver(() => AccountSessionConnectionType, {
    description: 'Where the viewer is signed in, newest first.',
  })
  async sessions(
    @Root() viewer: ViewerRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services }: Context,
  ) {
    const page = await services.sessions.list(viewer.id, toPageRequest('sessions', args));
    return toConnectionOf('sessions', page, (session) => ({ node: toSessionRecord(session) }));
  }

  @RateLimited('account')
  @Mutation(() => RevokeSessionPayload, {
    description:
      "Ends one of the viewer's sessions, with its subscriptions: its sockets close with 4401.",
  })
  revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which one.' })
    input: RevokeSessionInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<{ revokedSessionId: string | null }>({ revokedSessionId: null }, async () => {
      await context.services.sessions.end(viewer, numberOf('AccountSession', input.sessionId));
      return { revokedSessionId: input.sessionId };
    });
  }

  @Mutation(() => SignOutEverywherePayload, {
    description:
      "Ends all of the viewer's sessions, the one that asks included, with their subscriptions.",
  })
  signOutEverywhere(@Ctx() context: Context) {
    const viewer = requireViewer(context);
    return answer({}, async () => {
      await context.services.sessions.endAll(viewer);
      return {};
    });
  }
}
