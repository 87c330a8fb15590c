import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { CommentRecord } from '../comments/comment.record';
import { CommentType } from '../comments/comment.type';
import { foundBy } from '../comments/visibility';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnection, toPageRequest } from '../schema/connection';
import type { Context } from '../schema/context';
import type { DecisionRecord } from './decision.record';
import { DecisionType } from './decision.type';
import type { ReportRecord } from './report.record';
import { ReportConnectionType, ReportType } from './report.type';

/** What moderators are told beside a comment, to decide on it; nobody else is. */
@Resolver(() => CommentType)
export class CaseResolver {
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

  @ForViewer()
  @FieldResolver(() => ReportConnectionType, {
    nullable: true,
    description:
      'What members say against it, the newest first, settled or not; null for whoever is no moderator.',
  })
  async reports(
    @Root() comment: CommentRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { heldSight, loaders }: Context,
  ) {
    if (heldSight.kind !== 'ALL') return null;
    const page = await loaders.reports.load(comment.id, toPageRequest('reports', args));
    return toConnection('reports', page);
  }

  @ForViewer()
  @FieldResolver(() => DecisionType, {
    nullable: true,
    description:
      'Why it stands as it does: the latest decision on it, by a moderator or the server; null where there is none, and for whoever is no moderator.',
  })
  async latestDecision(
    @Root() comment: CommentRecord,
    @Ctx() { heldSight, loaders }: Context,
  ): Promise<DecisionRecord | null> {
    if (heldSight.kind !== 'ALL') return null;
    return (await loaders.latestDecisions.load(comment.id))?.decision ?? null;
  }
}

@Resolver(() => ReportType)
export class ReportResolver {
  @ForViewer()
  @FieldResolver(() => CommentType, {
    nullable: true,
    description: 'The comment that it is about, as it is now.',
  })
  async comment(@Root() { commentId }: ReportRecord, @Ctx() context: Context) {
    return foundBy(await context.loaders.comments.load(commentId), context);
  }
}
