import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ProfileRecord } from '../profiles/profile.record';
import { ProfileType } from '../profiles/profile.type';
import { ForViewer } from '../schema/audience';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import type { AccountRole } from './account.entity';
import type { NewSession } from './session.service';

export const accountRoles: Record<AccountRole, AccountRole> = {
  MEMBER: 'MEMBER',
  MODERATOR: 'MODERATOR',
  ADMINISTRATOR: 'ADMINISTRATOR',
};

registerEnumType(accountRoles, {
  name: 'AccountRole',
  description: 'What an account may do beyond its own things.',
  valuesConfig: {
    MEMBER: { description: 'Its own things only.' },
    MODERATOR: {
      description:
        'Decides on comments and claims, and keeps the block list and the settings of sites. What it writes is held by another moderator alone.',
    },
    ADMINISTRATOR: { description: 'Everything, roles included.' },
  },
});

/** The account of the viewer, as a GraphQL object. */
export interface ViewerRecord {
  readonly kind: 'Viewer';
  readonly id: number;
  readonly profileId: number;
  readonly role: AccountRole;
}

@ObjectType('Viewer', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Who is asking: the private side of their profile.',
})
export class ViewerType {
  @ForViewer()
  @Field(() => accountRoles, { description: 'What the account may do.' })
  role!: AccountRole;
}

@ObjectType('Session', { simpleResolvers: true, description: 'A signed-in period.' })
export class SessionType {
  @Field(() => String, {
    description: 'Send it as "Authorization: Bearer <token>". Shown only now: keep it safe.',
  })
  token!: string;

  @Field(() => DateTime, { description: '90 days from its last use.' })
  expiresAt!: number;
}

@ObjectType({ simpleResolvers: true })
class SignedInPayload extends Payload {
  @Field(() => SessionType, { nullable: true, description: 'The new session.' })
  session!: NewSession | null;

  @Field(() => ProfileType, { nullable: true, description: 'Whose session it is.' })
  profile!: ProfileRecord | null;
}

@ObjectType('JoinPayload', { simpleResolvers: true, description: 'What join did.' })
export class JoinPayload extends SignedInPayload {}

@ObjectType('SignInPayload', { simpleResolvers: true, description: 'What signIn did.' })
export class SignInPayload extends SignedInPayload {}

@ObjectType('SignOutPayload', { simpleResolvers: true, description: 'What signOut did.' })
export class SignOutPayload extends Payload {}
