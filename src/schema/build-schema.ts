import 'reflect-metadata';
import {
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { AccountResolver } from '../accounts/account.resolver';
import { EmailResolver } from '../accounts/email.resolver';
import { PasswordResolver } from '../accounts/password.resolver';
import { AccountSessionResolver, SessionResolver } from '../accounts/session.resolver';
import { BlockResolver } from '../blocks/block.resolver';
import { ClaimResolver } from '../claims/claim.resolver';
import {
  PostCommentsResolver,
  ProfileCommentsResolver,
  RepliesResolver,
} from '../comments/comment-list.resolver';
import { CommentMutationResolver } from '../comments/comment-mutation.resolver';
import { CommentResolver } from '../comments/comment.resolver';
import { DepartureResolver } from '../departures/departure.resolver';
import { FavoriteResolver } from '../favorites/favorite.resolver';
import {
  CommentActivityType,
  FavoriteActivityType,
  FollowActivityType,
  PostActivityType,
} from '../feed/activity.type';
import {
  ActivityAddedType,
  ActivityRetractedType,
  ActivityUpdatedType,
  FeedCheckpointType,
} from '../feed/feed-message.type';
import { HomeFeedResolver, ProfileFeedResolver } from '../feed/feed.resolver';
import { ActivityRetractedResolver, FeedSubscriptions } from '../feed/feed.subscription';
import { FollowResolver } from '../follows/follow.resolver';
import { BlockListResolver } from '../moderation/block-list.resolver';
import { CaseResolver, ReportResolver } from '../moderation/case.resolver';
import { GoverningResolver } from '../moderation/governing.resolver';
import { DecisionResolver, ModerationResolver } from '../moderation/moderation.resolver';
import {
  NotificationAddedType,
  NotificationRetractedType,
} from '../notifications/notification-message.type';
import { NotificationResolver } from '../notifications/notification.resolver';
import {
  NotificationRetractedResolver,
  NotificationSubscription,
} from '../notifications/notification.subscription';
import { PostResolver } from '../posts/post.resolver';
import { ProfileResolver } from '../profiles/profile.resolver';
import { guardFields } from './guarded-fields';
import { NodeResolver } from './node.resolver';
import { globalIdOf } from './node.type';

const resolvers: NonEmptyArray<new () => object> = [
  NodeResolver,
  AccountResolver,
  EmailResolver,
  PasswordResolver,
  SessionResolver,
  AccountSessionResolver,
  DepartureResolver,
  ProfileResolver,
  FollowResolver,
  BlockResolver,
  ClaimResolver,
  PostResolver,
  CommentResolver,
  CommentMutationResolver,
  PostCommentsResolver,
  ProfileCommentsResolver,
  RepliesResolver,
  FavoriteResolver,
  ModerationResolver,
  CaseResolver,
  ReportResolver,
  DecisionResolver,
  BlockListResolver,
  GoverningResolver,
  ProfileFeedResolver,
  HomeFeedResolver,
  FeedSubscriptions,
  ActivityRetractedResolver,
  NotificationResolver,
  NotificationSubscription,
  NotificationRetractedResolver,
];

/** Reached through an interface only. */
const orphanedTypes = [
  ...[CommentActivityType, FollowActivityType, FavoriteActivityType, PostActivityType],
  ...[ActivityAddedType, ActivityUpdatedType, ActivityRetractedType, FeedCheckpointType],
  ...[NotificationAddedType, NotificationRetractedType],
];

/** TypeGraphQL asks for one wherever there are subscriptions; ours read the feed log. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('Nothing is published: subscriptions follow the feed log.');
  },
  subscribe: () => {
    throw new Error('There are no topics: subscriptions follow the feed log.');
  },
};

let built: GraphQLSchema | null = null;

/** The schema, built once for the process: it holds no state. */
export function schema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  // The GraphQL types check the shapes; what a person can get wrong is the services' to judge.
  const options = { resolvers, orphanedTypes, validate: false, pubSub: noPubSub };
  const schema = buildSchemaSync(options);
  for (const type of Object.values(schema.getTypeMap()))
    // Those of introspection are graphql-js's own, and of every schema.
    if (isObjectType(type) && !isIntrospectionType(type)) guardFields(type);
  resolveAtOnce(schema);
  describe(
    schema.getQueryType(),
    'What can be read, by anybody; `viewer` is for who is signed in.',
  );
  describe(
    schema.getMutationType(),
    'What can be done. What a person got wrong comes back in `userErrors`, not as an error.',
  );
  describe(
    schema.getSubscriptionType(),
    'Live feeds, over WebSocket at the same address. Each message has a cursor to resume from.',
  );
  return schema;
}

/**
 * Every record tells its type and its id, and a subscription gives the message itself: TypeGraphQL would have types and
 * messages awaited one by one, and looks for arguments and middleware each time that an id, of which a page has hundreds,
 * is asked for.
 */
function resolveAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type))
      type.resolveType = (record: { readonly kind: string }) => record.kind;
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue;
    const { id } = type.getFields();
    if (id) id.resolve = globalIdOf;
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    field.resolve = (message: unknown) => message;
}

/** TypeGraphQL has no place for the description of a root type. */
function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}

/** The schema as it is committed: sorted, so that a change shows where it is. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema()))}\n`;
