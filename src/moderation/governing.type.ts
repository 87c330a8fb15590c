import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AccountRole } from '../accounts/account.entity';
import { accountRoles } from '../accounts/account.type';
import type { SiteRecord } from '../posts/post.record';
import { SiteType } from '../posts/post.type';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { Payload } from '../schema/payload';

@InputType('SetAccountRoleInput', { description: 'What somebody may do from now on.' })
export class SetAccountRoleInput {
  @Field(() => ID, { description: 'The id of the profile of somebody who has an account.' })
  profileId!: string;

  @Field(() => accountRoles, { description: 'What the account may do.' })
  role!: AccountRole;
}

@ObjectType('SetAccountRolePayload', {
  simpleResolvers: true,
  description: 'What setAccountRole did.',
})
export class SetAccountRolePayload extends Payload {
  @Field(() => ProfileType, { nullable: true, description: 'Whose role it is.' })
  profile!: ProfileRecord | null;

  @Field(() => accountRoles, { nullable: true, description: 'What the account may do now.' })
  role!: AccountRole | null;
}

@InputType('UpdateSiteSettingsInput', {
  description: 'How comments on a site are taken. What is not given stays as it is.',
})
export class UpdateSiteSettingsInput {
  @Field(() => ID, { description: 'The id of a site.' })
  siteId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the comments of whoever has none on the site that is there for everyone wait for a moderator.',
  })
  holdsFirstComments?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how many days a post takes comments: from when it was published or, where nobody knows, from its oldest comment. Null for ever.',
  })
  closesAfterDays?: number | null;
}

@ObjectType('UpdateSiteSettingsPayload', {
  simpleResolvers: true,
  description: 'What updateSiteSettings did.',
})
export class UpdateSiteSettingsPayload extends Payload {
  @Field(() => SiteType, { nullable: true, description: 'The site as it is now.' })
  site!: SiteRecord | null;
}
