import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { ForEveryone } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { answer, Payload } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import { UpdateProfileInput } from './profile.input';
import type { ProfileRecord } from './profile.record';
import { ProfileConnectionType, ProfileType } from './profile.type';

@ObjectType('UpdateProfilePayload', {
  simpleResolvers: true,
  description: 'What updateProfile did.',
})
class UpdateProfilePayload extends Payload {
  @Field(() => ProfileType, { nullable: true, description: "The viewer's profile as it is now." })
  profile!: ProfileRecord | null;
}

@Resolver(() => ProfileType)
export class ProfileResolver {
  @Query(() => ProfileType, {
    nullable: true,
    description: 'The profile of that username, whatever its case; null when there is none.',
  })
  profile(
    @Arg('username', () => String, { description: 'A username, without "@".' }) username: string,
    @Ctx() { services }: Context,
  ): Promise<ProfileRecord | null> {
    return services.profiles.byUsername(username);
  }

  @RateLimited('search')
  @Query(() => ProfileConnectionType, {
    description:
      'Profiles whose username, or any word of whose display name, begins with the query, whatever the case and accents. By username.',
  })
  async searchProfiles(
    @Arg('query', () => String, {
      description: 'The beginning of a name. An empty one finds nobody.',
    })
    query: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { services }: Context,
  ) {
    const page = await services.profiles.search(query, toPageRequest('profiles', args));
    return toConnection('profiles', page);
  }

  @RateLimited('profile')
  @Mutation(() => UpdateProfilePayload, { description: "Changes the viewer's own profile." })
  updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The new texts.' })
    input: UpdateProfileInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<{ profile: ProfileRecord | null }>({ profile: null }, async () => ({
      profile: await context.services.profiles.update(profileId, input),
    }));
  }

  @ForEveryone()
  @FieldResolver(() => String, { description: 'The address of the profile page on this server.' })
  url(@Root() profile: ProfileRecord, @Ctx() { publicUrl }: Context): string {
    return `${publicUrl}/profiles/${profile.username}`;
  }
}
