import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { ForViewer } from '../schema/audience';
import { requireViewer, type Context } from '../schema/context';
import { answer, Payload } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import type { AccountEmail } from './account.queries';
import { ViewerType, type ViewerRecord } from './account.type';
import { toViewerRecord } from './viewer-record';

type ViewerFields = { viewer: ViewerRecord | null };

const NOBODY: ViewerFields = { viewer: null };

@InputType('ChangeEmailInput', { description: 'The new address, and proof of who asks.' })
class ChangeEmailInput {
  @Field(() => String, { description: 'The new address. Never shown to others.' })
  email!: string;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;
}

@InputType('ConfirmEmailInput', { description: 'The code from the mail.' })
class ConfirmEmailInput {
  @Field(() => String, { description: 'The code, good once. White space in it does not matter.' })
  token!: string;
}

@ObjectType({ simpleResolvers: true })
class ViewerPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'The viewer as they are now.' })
  viewer!: ViewerRecord | null;
}

@ObjectType('ChangeEmailPayload', {
  simpleResolvers: true,
  description: 'What changeEmail did: the same whether or not somebody else has the address.',
})
class ChangeEmailPayload extends ViewerPayload {}

@ObjectType('RequestEmailVerificationPayload', {
  simpleResolvers: true,
  description: 'What requestEmailVerification did.',
})
class RequestEmailVerificationPayload extends ViewerPayload {}

@ObjectType('ConfirmEmailPayload', {
  simpleResolvers: true,
  description: 'What confirmEmail did.',
})
class ConfirmEmailPayload extends Payload {
  @Field(() => ViewerType, {
    nullable: true,
    description: 'The viewer as they are now, where the address is theirs.',
  })
  viewer!: ViewerRecord | null;
}

@Resolver(() => ViewerType)
export class EmailResolver {
  @ForViewer()
  @FieldResolver(() => String, { description: 'Shown to nobody else.' })
  async email(@Root() viewer: ViewerRecord, @Ctx() context: Context): Promise<string> {
    return (await emailOf(viewer, context)).email;
  }

  @ForViewer()
  @FieldResolver(() => Boolean, {
    description:
      'Whether it is proved that the email is theirs. Nothing is refused where it is not.',
  })
  async isEmailVerified(@Root() viewer: ViewerRecord, @Ctx() context: Context): Promise<boolean> {
    return (await emailOf(viewer, context)).emailVerifiedAt !== null;
  }

  @RateLimited('account')
  @Mutation(() => ChangeEmailPayload, {
    description:
      'Mails a code to the new address, and word of it to the old one. Nothing changes before confirmEmail.',
  })
  changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'The new address.' })
    input: ChangeEmailInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<ViewerFields>(NOBODY, async () => {
      await context.services.emails.change(viewer, input.email, input.password);
      return { viewer: toViewerRecord(viewer) };
    });
  }

  @RateLimited('account')
  @Mutation(() => RequestEmailVerificationPayload, {
    description:
      "Mails a code for confirmEmail to the viewer's address; an earlier one is no longer good. Where it is confirmed already, none is sent.",
  })
  requestEmailVerification(@Ctx() context: Context) {
    const viewer = requireViewer(context);
    return answer<ViewerFields>(NOBODY, async () => {
      await context.services.emails.requestVerification(viewer);
      return { viewer: toViewerRecord(viewer) };
    });
  }

  @RateLimited('account')
  @Mutation(() => ConfirmEmailPayload, {
    description:
      'Proves an address by the code that was mailed to it: that of a new account, or the new one of an account. Whoever has the code need not be signed in.',
  })
  confirmEmail(
    @Arg('input', () => ConfirmEmailInput, { description: 'The code.' })
    input: ConfirmEmailInput,
    @Ctx() { services, viewer, loaders }: Context,
  ) {
    return answer<ViewerFields>(NOBODY, async () => {
      const accountId = await services.emails.confirm(input.token);
      // What an earlier field of the operation was told is no longer so.
      loaders.accountEmails.clearAll();
      return { viewer: viewer?.accountId === accountId ? toViewerRecord(viewer) : null };
    });
  }
}

async function emailOf({ id }: ViewerRecord, { loaders }: Context): Promise<AccountEmail> {
  const found = await loaders.accountEmails.load(id);
  if (!found) throw new Error('An account that was signed in is gone.');
  return found;
}
