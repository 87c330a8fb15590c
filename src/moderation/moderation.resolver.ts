import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { CommentRecord } from '../comments/comment.record';
import { CommentConnectionType, CommentType } from '../comments/comment.type';
import { foundBy } from '../comments/visibility';
import { SiteType } from '../posts/post.type';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
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
      'Comments that wait for a decision: those that are pending, and those that members reported. Newest first. Moderators only.',
  })
  async moderationQueue(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    const viewer = requireViewer(context);
    const request = toPageRequest('comments', args);
    const { page, totalCount } = await context.services.moderation.queue(viewer, request);
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
    const id = numberOf('Comment', input.commentId);
    return answer<{ comment: CommentRecord | null }>({ comment: null }, async () => ({
      comment: await context.services.moderation.moderate(viewer, id, input.status),
    }));
  }

  @ForViewer()
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many members have reported it since a moderator last decided on it; null for whoever is no moderator.',
  })
  async reportCount(
    @Root() comment: CommentRecord,
    @Ctx() { heldSight, loaders }: Context,
  ): Promise<number | null> {
    if (heldSight.kind !== 'ALL') return null;
    return (await loaders.reportCounts.load(comment.id))?.reportCount ?? 0;
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
