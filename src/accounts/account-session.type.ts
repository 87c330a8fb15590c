import { Field, ObjectType } from 'type-graphql';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import type { ListedSession } from './session.queries';
import { lastUseOf } from './session.service';

/** A session in a list, as a GraphQL object. The hash tells which is the current one, and is no field. */
export interface AccountSessionRecord {
  readonly kind: 'AccountSession';
  readonly id: number;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  readonly client: string | null;
}

export const toSessionRecord = (session: ListedSession): AccountSessionRecord => ({
  kind: 'AccountSession',
  id: session.id,
  tokenHash: session.tokenHash,
  createdAt: session.createdAt,
  lastUsedAt: lastUseOf(session),
  expiresAt: session.expiresAt,
  client: session.client,
});

@ObjectType('AccountSession', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A period for which the viewer is signed in somewhere. Shown to nobody else.',
})
export class AccountSessionType {
  @ForViewer()
  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt!: number;

  @ForViewer()
  @Field(() => DateTime, { description: 'When it was last used, but for a day at most.' })
  lastUsedAt!: number;

  @ForViewer()
  @Field(() => DateTime, { description: 'When it ends, unless it is used before.' })
  expiresAt!: number;

  @ForViewer()
  @Field(() => String, {
    nullable: true,
    description:
      'What it was opened with, such as "Firefox on Linux", as far as that told; at most 100 characters.',
  })
  client!: string | null;
}

@ObjectType('AccountSessionEdge', { simpleResolvers: true, description: 'A session in a list.' })
export class AccountSessionEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => AccountSessionType, { description: 'The session.' })
  node!: AccountSessionRecord;
}

@ObjectType('AccountSessionConnection', {
  simpleResolvers: true,
  description: 'A page of sessions, the newest first.',
})
export class AccountSessionConnectionType {
  @ForViewer()
  @Field(() => [AccountSessionEdgeType], { description: 'The sessions of this page.' })
  edges!: AccountSessionEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}
