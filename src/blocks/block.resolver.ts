import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import {
  BlockProfileInput,
  BlockProfilePayload,
  UnblockProfileInput,
  UnblockProfilePayload,
} from './block.type';

type Fields = { profile: ProfileRecord | null };

@Resolver(() => ProfileType)
export class BlockResolver {
  @RateLimited('blocks')
  @Mutation(() => BlockProfilePayload, {
    description:
      'The blocked profile can no longer follow the viewer, comment to or mention them, nor see their activity and comments. Follows between the two end. Again changes nothing.',
  })
  blockProfile(
    @Arg('input', () => BlockProfileInput, { description: 'Whom to block.' })
    input: BlockProfileInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ profile: null }, async () => ({
      profile: await context.services.blocks.block(profileId, numberOf('Profile', input.profileId)),
    }));
  }

  @RateLimited('blocks')
  @Mutation(() => UnblockProfilePayload, {
    description: 'Ends a block. Follows that it ended do not come back. Again changes nothing.',
  })
  unblockProfile(
    @Arg('input', () => UnblockProfileInput, { description: 'Whom to block no longer.' })
    input: UnblockProfileInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ profile: null }, async () => ({
      profile: await context.services.blocks.unblock(
        profileId,
        numberOf('Profile', input.profileId),
      ),
    }));
  }

  @ForViewer()
  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer blocks this profile; false when nobody is signed in.',
  })
  viewerIsBlocking(
    @Root() profile: ProfileRecord,
    @Ctx() { viewer, loaders }: Context,
  ): boolean | Promise<boolean> {
    return viewer !== null && loaders.isBlocking.load(profile.id);
  }
}
