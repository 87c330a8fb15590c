import {
  commentKey,
  favoriteKey,
  followKey,
  Ledger,
  type CommentFacts,
  type Deed,
} from '../acts/ledger';
import type { Digest, ShownComment } from '../subscribers/digest';
import type { Received, Subscribed } from '../subscribers/journal';
import type { Fault } from './fault';
import { History } from './history';
import { Judge } from './judge';
import type { LogRow } from './log';
import { Matching } from './matching';
import { narrowed } from './narrowing';
import type { Subscription } from './rules';

const POST = 7;
const NOBODY = { recipientId: null, notificationId: null };
/** How long each act takes to be answered. */
const TAKES_MS = 10;

/** A little past, told act by act, to judge journals by. Each act is acknowledged and in the log unless a test says otherwise. */
export class Story {
  readonly ledger = new Ledger();
  readonly log: LogRow[] = [];

  comment(id: number, by: number, at: number, parent: CommentFacts | null = null): CommentFacts {
    const facts = { id, postId: POST, authorId: by, parent };
    this.ledger.comments.set(id, facts);
    const routing = { commentId: id, postId: POST, subjectProfileId: parent?.authorId ?? null };
    this.enter('ADDED', 'COMMENT', by, { ...routing, activityId: id });
    this.deed(commentKey(id), 'ADDED', at, { words: id });
    return facts;
  }

  edit({ id, authorId }: CommentFacts, words: number, at: number): void {
    this.enter('UPDATED', 'COMMENT', authorId, { commentId: id, postId: POST, activityId: id });
    this.deed(commentKey(id), 'UPDATED', at, { words });
  }

  remove({ id, authorId }: CommentFacts, at: number): void {
    this.enter('RETRACTED', 'COMMENT', authorId, { commentId: id, postId: POST, activityId: id });
    this.deed(commentKey(id), 'RETRACTED', at);
  }

  follow(by: number, whom: number, at: number, change: 'ADDED' | 'RETRACTED' = 'ADDED'): void {
    const activityId = 1_000 + 10 * by + whom;
    this.enter(change, 'FOLLOW', by, { subjectProfileId: whom, activityId });
    this.deed(followKey(by, whom), change, at);
  }

  favorite(by: number, { id, authorId }: CommentFacts, at: number, more: Partial<Deed> = {}): void {
    this.favored('ADDED', by, { id, authorId });
    this.deed(favoriteKey(by, { kind: 'Comment', id }), 'ADDED', at, more);
  }

  /** An entry of a favorite that no deed of its own made. */
  favored(
    change: LogRow['change'],
    by: number,
    { id, authorId }: Pick<CommentFacts, 'id' | 'authorId'>,
  ): void {
    const routing = { commentId: id, postId: POST, subjectProfileId: authorId };
    this.enter(change, 'FAVORITE', by, { ...routing, activityId: 2_000 + 100 * by + id });
  }

  /** Tells somebody of the last act, or takes it back from them. */
  tell(recipientId: number, change: LogRow['change'] = 'ADDED'): void {
    const act = this.log.at(-1);
    if (!act) throw new Error('Nothing has happened.');
    const sequence = this.log.length + 1;
    const told = this.log.find(
      (row) => row.activityId === act.activityId && row.recipientId === recipientId,
    );
    const notificationId = told?.notificationId ?? sequence;
    this.log.push({ ...act, sequence, change, recipientId, notificationId });
  }

  block(blockerId: number, blockedId: number, at: number, isBlocked = true): void {
    this.ledger.blocks.push({ blockerId, blockedId, isBlocked, from: at, to: at + TAKES_MS });
  }

  deed(key: string, change: Deed['change'], at: number, more: Partial<Deed> = {}): void {
    this.ledger.did({ key, change, from: at, to: at + TAKES_MS, ...more });
  }

  matching(): Fault[] {
    return new Matching(this.log, this.ledger).faults;
  }

  judge(subscription: Partial<Subscription>, items: (Subscribed | Received)[]): string[] {
    const entries = narrowed(new Matching(this.log, this.ledger).entries, new Map());
    const whole = { feed: 'PUBLIC' as const, viewerId: null, profileId: null, postId: null };
    const evidence = { entries, history: new History(entries, this.ledger) };
    const judge = new Judge(1, { ...whole, ...subscription }, evidence);
    judge.judge(items);
    const faults = judge.faults.map(({ kind, sequence }) =>
      sequence === null ? kind : `${kind} ${sequence}`,
    );
    return [...new Set(faults)];
  }

  /** What comes of an entry when all is well. */
  event(sequence: number, at: number, more: Partial<Digest> = {}): Received {
    const row = this.log[sequence - 1];
    if (!row) throw new Error(`There is no entry ${sequence}.`);
    const { activityId, activityType, change, actorId, subjectProfileId, commentId } = row;
    const type = { ADDED: 'ActivityAdded', UPDATED: 'ActivityUpdated' } as const;
    const kinds = { COMMENT: 'CommentActivity', FOLLOW: 'FollowActivity' } as const;
    const digest = {
      notice: null,
      activityId,
      activityKind: kinds[activityType as keyof typeof kinds],
      actor: change === 'RETRACTED' ? null : { id: actorId, viewer: null },
      subject: commentId === null ? `Profile ${subjectProfileId}` : `Comment ${commentId}`,
      comment: null,
      ancestors: change === 'RETRACTED' ? [] : this.ancestorsOf(commentId ?? 0),
      ...more,
    };
    const name = change === 'RETRACTED' ? 'ActivityRetracted' : type[change];
    return { ...checkpoint(sequence, at), type: name, isLive: false, digest };
  }

  private ancestorsOf(commentId: number): ShownComment[] {
    const parent = this.ledger.comments.get(commentId)?.parent;
    return parent ? [shown(parent), ...this.ancestorsOf(parent.id)] : [];
  }

  private enter(
    change: LogRow['change'],
    activityType: LogRow['activityType'],
    actorId: number,
    more: Partial<LogRow> & { activityId: number },
  ): void {
    const none = { subjectProfileId: null, postId: null, commentId: null, ...NOBODY };
    const sequence = this.log.length + 1;
    this.log.push({ ...none, sequence, change, activityType, actorId, ...more });
  }
}

/** A comment that was not edited, as anybody sees it. */
export const shown = ({ id, authorId }: CommentFacts): ShownComment => ({
  ...{ id, words: id, authorId },
  ...{ isDeleted: false, viewer: null },
});

export const subscribed = (at: number, after: number | null = null): Subscribed => ({
  kind: 'SUBSCRIBED',
  at,
  after,
});

export const checkpoint = (sequence: number, at: number, isStart = false): Received => ({
  ...{ kind: 'RECEIVED', type: 'FeedCheckpoint', digest: null },
  ...{ at, sequence, isLive: true, isStart },
});
