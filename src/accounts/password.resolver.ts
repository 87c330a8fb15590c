import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { requireViewer, type Context } from '../schema/context';
import { answer, Payload } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';

const NEW_PASSWORD =
  '8 to 200 characters: none of the most common passwords, nor a name of the person or the site.';

@InputType('ChangePasswordInput', { description: 'The old password and the new one.' })
class ChangePasswordInput {
  @Field(() => String, { description: 'The password that the account has.' })
  currentPassword!: string;

  @Field(() => String, { description: NEW_PASSWORD })
  newPassword!: string;
}

@InputType('RequestPasswordResetInput', { description: 'Whose password is forgotten.' })
class RequestPasswordResetInput {
  @Field(() => String, { description: 'The email of the account.' })
  email!: string;
}

@InputType('ResetPasswordInput', { description: 'The code from the mail, and the new password.' })
class ResetPasswordInput {
  @Field(() => String, { description: 'The code, good for one hour and once.' })
  token!: string;

  @Field(() => String, { description: NEW_PASSWORD })
  newPassword!: string;
}

@ObjectType('ChangePasswordPayload', {
  simpleResolvers: true,
  description: 'What changePassword did.',
})
class ChangePasswordPayload extends Payload {}

@ObjectType('RequestPasswordResetPayload', {
  simpleResolvers: true,
  description: 'What requestPasswordReset tells: the same whether or not there is such an account.',
})
class RequestPasswordResetPayload extends Payload {}

@ObjectType('ResetPasswordPayload', {
  simpleResolvers: true,
  description: 'What resetPassword did.',
})
class ResetPasswordPayload extends Payload {}

@Resolver()
export class PasswordResolver {
  @RateLimited('account')
  @Mutation(() => ChangePasswordPayload, {
    description:
      "Gives the viewer's account another password. All its other sessions end, and a mail tells its address.",
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' })
    input: ChangePasswordInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer({}, async () => {
      const { currentPassword, newPassword } = input;
      await context.services.passwords.change(viewer, currentPassword, newPassword);
      return {};
    });
  }

  @RateLimited('recovery')
  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'Mails a code for resetPassword to the address, where it is that of an account; earlier ones stay good, and there are five within an hour at most. The answer is the same where it is not.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The address.' })
    input: RequestPasswordResetInput,
    @Ctx() { services }: Context,
  ) {
    return answer({}, () => {
      services.passwords.requestReset(input.email);
      return Promise.resolve({});
    });
  }

  @RateLimited('recovery')
  @Mutation(() => ResetPasswordPayload, {
    description:
      'Gives an account a new password by the code that was mailed. All its sessions end; sign in with the new password.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The code and the password.' })
    input: ResetPasswordInput,
    @Ctx() { services }: Context,
  ) {
    return answer({}, async () => {
      await services.passwords.reset(input.token, input.newPassword);
      return {};
    });
  }
}
