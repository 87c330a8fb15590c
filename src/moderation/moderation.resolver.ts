import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CommentStatus } from '../comments/comment.entity';
import type { CommentRecord } from '../comments/comment.record';
import { CommentConnectionType, commentStatuses, CommentType } from '../comments/comment.type';
import { foundBy } from '../comments/visibility';
import { SiteType } from '../posts/post.type';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import type { DecisionRecord } from './decision.record';
import { DecisionConnectionType, DecisionType } from './decision.type';
import {
  ModerateCommentInput,
  ModerateCommentPayload,
  ReportCommentInput,
  ReportCommentPayload,
} from './moderation.type';

@Resolver(() => CommentType)
export class ModerationResolver {
  @Query(() => CommentConnectionType, {
    description:
      'Comments that wait for a decision: those that are pending, and those that members reported. Or those of one status. Newest first. Moderators only.',
  })
  async moderationQueue(
    @Arg('status', () => commentStatuses, {
      nullable: true,
      description:
        'Only those that stand so: SPAM and REMOVED, which wait for nobody, are found by it; PUBLISHED are those that members reported.',
    })
    status: CommentStatus | null | undefined,
    @Arg('siteId', () => ID, { nullable: true, description: 'Only those on this site.' })
    siteId: string | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    const filter = {
      status: status ?? null,
      siteId: siteId == null ? null : numberOf('Site', siteId),
    };
    const request = toPageRequest('comments', args);
    const { page, totalCount } = await context.services.moderation.queue(viewer, filter, request);
    return { ...toConnection('comments', page), totalCount };
  }

  @Query(() => DecisionConnectionType, {
    description:
      'The record of decisions, the newest first: of moderators, of administrators, and of the server itself. Moderators only.',
  })
  async moderationDecisions(
    @Arg('commentId', () => ID, { nullable: true, description: 'Only those on this comment.' })
    commentId: string | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    const id = commentId == null ? null : numberOf('Comment', commentId);
    const request = toPageRequest('decisions', args);
    const page = await context.services.moderation.decisions(viewer, id, request);
    return toConnection('decisions', page);
  }

  @RateLimited('reports')
  @Mutation(() => ReportCommentPayload, {
    description:
      'The viewer says that a comment should not be there. Enough reports of people who are no strangers hold it. Again: what is said now counts.',
  })
  reportComment(
    @Arg('input', () => ReportCommentInput, { description: 'What is wrong.' })
    input: ReportCommentInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer({}, async () => {
      const commentId = numberOf('Comment', input.commentId);
      const { reason, note } = input;
      const report = { commentId, reason, note: note ?? null };
      await context.services.moderation.report(viewer, report, context.network);
      return {};
    });
  }

  @Mutation(() => ModerateCommentPayload, {
    description:
      'Decides on a comment; its reports are settled by it. Again changes nothing. Moderators only; what they wrote themselves another publishes, or an administrator.',
  })
  moderateComment(
    @Arg('input', () => ModerateCommentInput, { description: 'The comment, and the decision.' })
    input: ModerateCommentInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    const { status, seenEditedAt: seen } = input;
    const choice = {
      commentId: numberOf('Comment', input.commentId),
      status,
      seenEditedAt: seen == null ? seen : seen.getTime(),
    };
    return answer<{ comment: CommentRecord | null }>({ comment: null }, async () => ({
      comment: await context.services.moderation.moderate(viewer, choice),
    }));
  }
}

@Resolver(() => DecisionType)
export class DecisionResolver {
  @ForViewer()
  @FieldResolver(() => CommentType, {
    nullable: true,
    description: 'The comment that it is about, as it is now.',
  })
  async comment(@Root() { commentId }: DecisionRecord, @Ctx() context: Context) {
    if (commentId === null) return null;
    return foundBy(await context.loaders.comments.load(commentId), context);
  }

  @ForViewer()
  @FieldResolver(() => SiteType, { nullable: true, description: 'The site that it is about.' })
  site(@Root() { siteId }: DecisionRecord, @Ctx() { loaders }: Context) {
    return siteId === null ? null : loaders.sites.load(siteId);
  }
}
