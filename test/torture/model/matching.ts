import {
  commentKey,
  favoriteKey,
  followKey,
  type CommentFacts,
  type Deed,
  type Ledger,
} from '../acts/ledger';
import { Blocks } from './blocks';
import type { Change } from './change';
import type { Fault } from './fault';
import type { LogRow } from './log';
import { Notices, type Reason } from './notices';

/** An entry of the log, with the deed that made it. */
export interface Entry extends LogRow {
  readonly key: string;
  readonly words: number | null;
  /** Why the recipient is told, for the entry of a notification. */
  readonly reason: Reason | null;
  when: Change;
}

/**
 * Finds the deed of each entry of the log. Every acknowledged deed has its one entry, every entry its deed, and those of
 * one key stand in the order in which they were done.
 */
export class Matching {
  readonly entries: Entry[] = [];
  readonly faults: Fault[] = [];
  /** By key, the deeds that have no entry yet. */
  private readonly waiting = new Map<string, Deed[]>();
  /** The favorites that are given, by their comment: its deletion ends them. */
  private readonly favorites = new Map<number, Set<string>>();
  /** By which deed a comment was deleted. */
  private readonly deletions = new Map<number, Deed>();
  private readonly notices: Notices;
  /** Of the last entry that is no notification's: those of its notifications follow it. */
  private deed: Deed | null = null;

  constructor(
    rows: readonly LogRow[],
    private readonly ledger: Ledger,
  ) {
    this.notices = new Notices(new Blocks(ledger.blocks));
    for (const deed of ledger.deeds) this.addDeed(deed);
    for (const [index, row] of rows.entries()) {
      if (row.sequence !== index + 1) this.fault('The log has a hole.', row.sequence);
      if (row.recipientId === null) this.match(row);
      else this.enter(row, `${keyOf(row)} told to ${row.recipientId}`, this.notices.take(row));
    }
    this.notices.follow(null, null, null);
    for (const { text, sequence } of this.notices.faults) this.fault(text, sequence);
    for (const deeds of this.waiting.values())
      for (const deed of deeds)
        if (deed.isSure) this.fault(`Acknowledged and not in the log: ${deed.change} ${deed.key}`);
    for (const [comment, given] of this.favorites)
      if (this.deletions.has(comment) && given.size > 0)
        this.fault(`Favorites of a deleted comment were not retracted: ${[...given].join(', ')}`);
  }

  /** A try whose answer was lost, and the one that counted, can have made one entry only. */
  private addDeed(deed: Deed): void {
    const deeds = this.waiting.get(deed.key) ?? [];
    this.waiting.set(deed.key, deeds);
    const last = deeds.at(-1);
    const isRepeated = last?.change === deed.change && !last.isSure;
    if (isRepeated) deeds.pop();
    deeds.push(isRepeated ? { ...deed, from: last.from } : deed);
  }

  private match(row: LogRow): void {
    const key = keyOf(row);
    const deed = this.takeDeed(row, key);
    if (!deed) this.fault(`In the log and done by nobody: ${row.change} ${key}`, row.sequence);
    else if (!this.isRoutedRight(row)) this.fault(`Wrongly routed: ${key}`, row.sequence);
    if (row.activityType === 'COMMENT' && row.change === 'RETRACTED' && deed)
      this.deletions.set(row.commentId ?? 0, deed);
    this.noteFavorite(row, key);
    this.deed = deed;
    this.notices.follow(row, deed, this.commentOf(row));
    this.enter(row, key, null);
  }

  private enter(row: LogRow, key: string, reason: Reason | null): void {
    const { from = -Infinity, to = Infinity, words = null } = this.deed ?? {};
    this.entries.push({ ...row, key, words, reason, when: { sequence: row.sequence, from, to } });
  }

  private takeDeed(row: LogRow, key: string): Deed | null {
    const deeds = this.waiting.get(key) ?? [];
    const deletion = row.activityType === 'FAVORITE' && this.deletions.get(row.commentId ?? 0);
    if (deletion && row.change === 'RETRACTED' && !deeds[0]?.isSure) return deletion;
    while (deeds[0] && !deeds[0].isSure && deeds[0].change !== row.change) deeds.shift();
    return deeds[0]?.change === row.change ? (deeds.shift() ?? null) : null;
  }

  private noteFavorite({ activityType, commentId, change }: LogRow, key: string): void {
    if (activityType !== 'FAVORITE' || commentId === null) return;
    const given = this.favorites.get(commentId) ?? new Set();
    this.favorites.set(commentId, given);
    if (change === 'ADDED') given.add(key);
    else given.delete(key);
  }

  /** Whether an entry reaches the feeds that it belongs to. */
  private isRoutedRight(row: LogRow): boolean {
    const { activityType } = row;
    const comment = this.commentOf(row);
    if (comment && row.postId !== comment.postId) return false;
    if (activityType === 'FOLLOW') return row.postId === null && row.commentId === null;
    if (activityType === 'FAVORITE') return row.subjectProfileId === (comment?.authorId ?? null);
    return (
      comment?.authorId === row.actorId &&
      row.subjectProfileId === (comment.parent?.authorId ?? null)
    );
  }

  private commentOf({ commentId }: LogRow): CommentFacts | null {
    return commentId === null ? null : (this.ledger.comments.get(commentId) ?? null);
  }

  private fault(text: string, sequence: number | null = null): void {
    this.faults.push({ kind: 'LOG', text, subscriber: null, sequence });
  }
}

function keyOf({ activityType, actorId, subjectProfileId, commentId, postId }: LogRow): string {
  if (activityType === 'FOLLOW') return followKey(actorId, subjectProfileId ?? 0);
  if (activityType === 'COMMENT') return commentKey(commentId ?? 0);
  const subject =
    commentId === null
      ? { kind: 'Post' as const, id: postId ?? 0 }
      : { kind: 'Comment' as const, id: commentId };
  return favoriteKey(actorId, subject);
}
