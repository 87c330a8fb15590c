import { refuseMembers } from '../accounts/role-rules';
import type { Viewer } from '../accounts/viewer';
import { characterCount } from '../characters';
import type { Clock } from '../clock';
import { hideComment, showComment } from '../comments/comment-showing';
import { isUnknown } from '../comments/comment-target';
import { lockPlace, type ThreadPlace } from '../comments/comment-thread.queries';
import type { CommentStatus } from '../comments/comment.entity';
import { commentById } from '../comments/comment.queries';
import type { CommentRecord } from '../comments/comment.record';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { Recorder } from '../feed/recorder';
import { isModerator, standingOf } from './author.queries';
import { decisionsPage, historyOf, recordDecision } from './decision.queries';
import type { DecisionRecord } from './decision.record';
import { queueLength, queuePage, type QueueFilter } from './queue.queries';
import { ReportNetworks } from './report-networks';
import type { ReportReason } from './report.entity';
import { keepReport, settleReports, weightyReporters } from './report.queries';

const MAX_NOTE = 500;
/** So long an account that has proved no address is a stranger's. */
const STRANGE_FOR_MS = 24 * 60 * 60 * 1000;
/** What a moderator has published is not taken away again by as few. */
const ONCE_APPROVED = 2;

export interface Report {
  readonly commentId: number;
  readonly reason: ReportReason;
  readonly note?: string | null;
}

/** What a moderator decides, and of which words. */
export interface ModeratorsChoice {
  readonly commentId: number;
  readonly status: CommentStatus;
  /** When the words that they read were last edited, null for never; without it, whatever they are now is meant. */
  readonly seenEditedAt?: number | null | undefined;
}

/** Moderators decide on comments, members report them. */
export class ModerationService {
  private readonly networks = new ReportNetworks();

  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
    /** So many members who report a comment hold it; 0 where none do. */
    private readonly reportsToHold: number,
  ) {}

  /** What waits for a decision, or stands in one way, the newest first. @throws DomainError FORBIDDEN */
  async queue(
    viewer: Viewer,
    filter: QueueFilter,
    request: PageRequest,
  ): Promise<{ page: Page<CommentRecord>; totalCount: number }> {
    refuseMembers(viewer);
    const [page, totalCount] = await Promise.all([
      queuePage(this.reads, filter, request),
      queueLength(this.reads, filter),
    ]);
    return { page, totalCount };
  }

  /** The record of decisions, or what it says of one comment. @throws DomainError FORBIDDEN */
  async decisions(
    viewer: Viewer,
    commentId: number | null,
    request: PageRequest,
  ): Promise<Page<DecisionRecord>> {
    refuseMembers(viewer);
    return decisionsPage(this.reads, commentId, request);
  }

  /** A moderator decides; the reports of the comment are settled by it. @throws DomainError FORBIDDEN */
  async moderate(
    viewer: Viewer,
    { commentId, status, seenEditedAt }: ModeratorsChoice,
  ): Promise<CommentRecord | null> {
    refuseMembers(viewer);
    await this.units.run(async (unit) => {
      const comment = await lockPlace(unit, commentId);
      if (!comment) throw refuse('commentId', 'NOT_FOUND', 'There is no such comment.');
      if (comment.deletedAt !== null)
        throw refuse(
          'commentId',
          'INVALID',
          'This comment was deleted: nothing is left to decide.',
        );
      refuseOwn(viewer, comment, status);
      if (seenEditedAt !== undefined && seenEditedAt !== comment.editedAt)
        throw refuse('seenEditedAt', 'INVALID', 'Its words have changed since: read it again.');
      if (comment.status !== status) await this.change(unit, comment, status);
      const hadReports = await settleReports(unit, commentId);
      if (comment.status === status && !hadReports) return;
      await recordDecision(unit, {
        subject: 'COMMENT',
        actorId: viewer.profileId,
        commentId,
        before: comment.status,
        after: status,
        decidedAt: this.clock(),
      });
    });
    return commentById(this.reads, commentId);
  }

  /**
   * A member says that a comment should not be there. Again: what they say now takes the place of what they said.
   * @param network whom it comes from, as `Context.network` says
   */
  async report(
    { profileId }: Viewer,
    { commentId, reason, note }: Report,
    network: string | null = null,
  ): Promise<void> {
    const said = note?.trim() ?? '';
    if (characterCount(said) > MAX_NOTE)
      throw refuse('note', 'INVALID', `A note has at most ${MAX_NOTE} characters.`);
    await this.units.run(async (unit) => {
      const comment = await lockPlace(unit, commentId);
      if (!comment || isUnknown(comment))
        throw refuse('commentId', 'NOT_FOUND', 'There is no such comment.');
      if (!comment.isVisible) throw refuse('commentId', 'INVALID', 'This comment is gone.');
      if (comment.authorId === profileId)
        throw refuse('commentId', 'INVALID', 'This comment is yours: delete it instead.');
      await keepReport(unit, {
        commentId,
        reporterId: profileId,
        reason,
        note: said === '' ? null : said,
        reportedAt: this.clock(),
      });
      this.networks.note(commentId, profileId, network);
      await this.holdReported(unit, comment);
    });
  }

  private async change(unit: Unit, comment: ThreadPlace, status: CommentStatus): Promise<void> {
    if (status !== 'PUBLISHED') return hideComment(unit, this.recorder, comment, status);
    const { wasPublished } = await historyOf(unit, comment.id);
    await showComment(unit, this.recorder, comment, wasPublished ? null : this.clock());
  }

  private async holdReported(unit: Unit, comment: ThreadPlace): Promise<void> {
    if (this.reportsToHold === 0) return;
    const { id: commentId, authorId } = comment;
    const since = this.clock() - STRANGE_FOR_MS;
    const reporters = await weightyReporters(unit, { commentId, authorId, since });
    const reports = this.networks.countOf(commentId, reporters);
    if (reports < this.reportsToHold) return;
    const { wasApproved } = await historyOf(unit, commentId);
    if (wasApproved && reports < this.reportsToHold * ONCE_APPROVED) return;
    if (isModerator(await standingOf(unit, authorId))) return;
    const after = 'PENDING';
    await hideComment(unit, this.recorder, comment, after);
    await recordDecision(unit, {
      subject: 'COMMENT',
      ...{ actorId: null, rule: 'REPORTS' as const, commentId },
      ...{ before: comment.status, after, decidedAt: this.clock() },
    });
  }
}

/** Nobody decides in their own favor; administrators do, who may be alone. @throws Refusal */
function refuseOwn(viewer: Viewer, { authorId }: ThreadPlace, status: CommentStatus): void {
  if (viewer.role === 'MODERATOR' && authorId === viewer.profileId && status === 'PUBLISHED')
    throw refuse('commentId', 'FORBIDDEN', 'This comment is yours: another moderator decides.');
}
