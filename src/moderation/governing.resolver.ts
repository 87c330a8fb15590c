import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AccountRole } from '../accounts/account.entity';
import type { SiteRecord } from '../posts/post.record';
import type { ProfileRecord } from '../profiles/profile.record';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import {
  SetAccountRoleInput,
  SetAccountRolePayload,
  UpdateSiteSettingsInput,
  UpdateSiteSettingsPayload,
} from './governing.type';

type RoleFields = { profile: ProfileRecord | null; role: AccountRole | null };

/** Who may do what, and how sites take comments. */
@Resolver()
export class GoverningResolver {
  @Mutation(() => SetAccountRolePayload, {
    description:
      'Makes somebody a member, moderator or administrator, at once. There is always an administrator left. Administrators only.',
  })
  setAccountRole(
    @Arg('input', () => SetAccountRoleInput, { description: 'Whose role, and which.' })
    { profileId, role }: SetAccountRoleInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<RoleFields>({ profile: null, role: null }, async () => {
      const id = numberOf('Profile', profileId);
      return { profile: await context.services.roles.setRole(viewer, id, role), role };
    });
  }

  @Mutation(() => UpdateSiteSettingsPayload, {
    description: 'Says how comments on a site are taken. Moderators only.',
  })
  updateSiteSettings(
    @Arg('input', () => UpdateSiteSettingsInput, { description: 'The site and its settings.' })
    { siteId, holdsFirstComments, closesAfterDays }: UpdateSiteSettingsInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    const settings = { holdsFirstComments, closesAfterDays };
    return answer<{ site: SiteRecord | null }>({ site: null }, async () => ({
      site: await context.services.siteSettings.update(viewer, numberOf('Site', siteId), settings),
    }));
  }
}
