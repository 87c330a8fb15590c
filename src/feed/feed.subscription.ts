import {
  Arg,
  FieldResolver,
  Resolver,
  Root,
  Subscription,
  type SubscribeResolverData,
} from 'type-graphql';
import { kindOfType } from './activity.record';
import type { FeedMessage } from '../live/feed-message';
import type { Subscription as From } from '../live/live.service';
import { requireViewer, type Context } from '../schema/context';
import { decodeLiveCursor, encodeLiveCursor } from '../schema/cursor';
import { toGlobalId } from '../schema/global-id';
import { ActivityRetractedType, FeedMessageInterface } from './feed-message.type';

const AFTER =
  'A cursor of any live feed, or the liveCursor of a list: every message after it comes, once and in order. Without it, the feed starts now.';

/** The argument with which every live feed is resumed. */
export const after = () => Arg('after', () => String, { nullable: true, description: AFTER });

export type SubscribeData = SubscribeResolverData<object, Record<string, string | null>, Context>;

/** Who subscribes, and from where. */
export const from = ({ args, context }: SubscribeData): From => ({
  viewerId: context.viewer?.profileId ?? null,
  after: args.after == null ? null : decodeLiveCursor(args.after),
});

const toProfile = (data: SubscribeData) =>
  data.context.services.live.profileFeed(data.args.username ?? '', from(data));
const toHome = (data: SubscribeData) =>
  data.context.services.live.homeFeed(requireViewer(data.context).profileId, from(data));
const toPost = (data: SubscribeData) =>
  data.context.services.live.postFeed(data.args.url ?? '', from(data));
const toPublic = (data: SubscribeData) => data.context.services.live.publicFeed(from(data));

@Resolver(() => FeedMessageInterface)
export class FeedSubscriptions {
  @Subscription(() => FeedMessageInterface, {
    subscribe: toProfile,
    description: "A profile's activity as it happens.",
  })
  profileFeed(
    @Root() message: FeedMessage,
    @Arg('username', () => String, { description: 'Whose, whatever the case.' }) _username: string,
    @after() _after?: string,
  ): FeedMessage {
    return message;
  }

  @Subscription(() => FeedMessageInterface, {
    subscribe: toHome,
    description: 'The activity of everyone that the viewer follows, as it happens.',
  })
  homeFeed(@Root() message: FeedMessage, @after() _after?: string): FeedMessage {
    return message;
  }

  @Subscription(() => FeedMessageInterface, {
    subscribe: toPost,
    description:
      'Comments on a post, their edits and retractions, and favorites of it and of them, as they happen.',
  })
  postFeed(
    @Root() message: FeedMessage,
    @Arg('url', () => String, {
      description: 'The address of the page; nobody need have commented on it yet.',
    })
    _url: string,
    @after() _after?: string,
  ): FeedMessage {
    return message;
  }

  @Subscription(() => FeedMessageInterface, {
    subscribe: toPublic,
    description: "The whole server's public activity as it happens.",
  })
  publicFeed(@Root() message: FeedMessage, @after() _after?: string): FeedMessage {
    return message;
  }

  @FieldResolver()
  cursor(@Root() message: FeedMessage): string {
    return encodeLiveCursor(message.position);
  }
}

@Resolver(() => ActivityRetractedType)
export class ActivityRetractedResolver {
  @FieldResolver()
  activityId(@Root() message: FeedMessage & { kind: 'ActivityRetracted' }): string {
    return toGlobalId(kindOfType[message.activityType], message.activityId);
  }
}
