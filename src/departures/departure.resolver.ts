import { Arg, Ctx, Mutation, ObjectType, Resolver } from 'type-graphql';
import { requireViewer, type Context } from '../schema/context';
import { answer, Payload } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import { DeleteAccountInput } from './departure.input';

@ObjectType('DeleteAccountPayload', {
  simpleResolvers: true,
  description: 'What deleteAccount did.',
})
class DeleteAccountPayload extends Payload {}

@Resolver()
export class DepartureResolver {
  @RateLimited('account')
  @Mutation(() => DeleteAccountPayload, {
    description:
      "Deletes the viewer's account, for good: all that is private and what the profile says at once, with its sessions; follows, favorites and, if so wished, every word are retracted right after, some of it perhaps after the answer. Nobody can take its username afterwards, unless nothing is left that refers to the profile: then that is gone as well.",
  })
  deleteAccount(
    @Arg('input', () => DeleteAccountInput, { description: 'The confirmation.' })
    { password, words }: DeleteAccountInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer({}, async () => {
      await context.services.departures.leave(viewer, password, words === 'KEEP');
      return {};
    });
  }
}
