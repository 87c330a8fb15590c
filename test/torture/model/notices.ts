import type { CommentFacts, Deed } from '../acts/ledger';
import type { Blocks } from './blocks';
import { not, type Certainty, type Moment } from './change';
import type { LogRow } from './log';

export type Reason = 'REPLY' | 'MENTION' | 'FAVORITE' | 'FOLLOW';

/** An entry that an act must have, or may have, right after its own. */
interface Expected {
  readonly change: LogRow['change'];
  readonly recipientId: number;
  readonly reason: Reason;
  readonly certainty: Certainty;
}

interface Told {
  readonly notificationId: number;
  readonly reason: Reason;
}

/**
 * Whom each act is told. The author of what is replied to or favorited, whom the words mention, and who is followed: each
 * once, by the first of these reasons, and never the actor, nor anybody between whom and the actor there is a block. What
 * is taken back is taken back from all who were told; an edit tells those newly mentioned and takes it back from those
 * mentioned no longer.
 */
export class Notices {
  readonly faults: { text: string; sequence: number }[] = [];
  /** Who knows of each activity. */
  private readonly told = new Map<number, Map<number, Told>>();
  private readonly mentions = new Map<number, readonly number[]>();
  private act: LogRow | null = null;
  private expected: Expected[] = [];

  constructor(private readonly blocks: Blocks) {}

  /** An entry of an activity. What it must be followed by is checked at the next. */
  follow(row: LogRow | null, deed: Deed | null, comment: CommentFacts | null): void {
    for (const { certainty, change, recipientId } of this.expected)
      if (certainty === 'ALWAYS')
        this.fault(this.act, `Profile ${recipientId} is not told: ${change}.`);
    this.act = row;
    this.expected = row && deed ? this.expectedOf(row, deed, comment) : [];
  }

  /** An entry of a notification. @returns why its recipient is told; null when it must not be there */
  take(row: LogRow): Reason | null {
    const isOwn = (one: Expected) =>
      one.change === row.change && one.recipientId === row.recipientId;
    const found = row.activityId === this.act?.activityId ? this.expected.find(isOwn) : undefined;
    if (!found || found.certainty === 'NEVER') {
      this.fault(row, `Profile ${row.recipientId} is told what does not concern it.`);
      return null;
    }
    this.expected = this.expected.filter((one) => one !== found);
    const told = this.knowing(row.activityId);
    const { recipientId, reason } = found;
    const notificationId = row.notificationId ?? 0;
    if (row.change === 'ADDED') told.set(recipientId, { notificationId, reason });
    else if (told.get(recipientId)?.notificationId !== notificationId)
      this.fault(row, `Notification ${notificationId} was not the one told.`);
    if (row.change === 'RETRACTED') told.delete(recipientId);
    return reason;
  }

  private expectedOf(row: LogRow, deed: Deed, comment: CommentFacts | null): Expected[] {
    const told = this.knowing(row.activityId);
    const before = this.mentions.get(row.activityId) ?? [];
    this.mentions.set(row.activityId, deed.mentions);
    if (row.change === 'RETRACTED') return takenBack([...told]);
    const concerned =
      row.change === 'ADDED'
        ? concernedBy(row, deed, comment)
        : mentionedIn(deed.mentions.filter((id) => !before.includes(id)));
    const ended = [...told].filter(
      ([id, { reason }]) =>
        row.change === 'UPDATED' && reason === 'MENTION' && !deed.mentions.includes(id),
    );
    const moment = { sequence: row.sequence, from: deed.from, to: deed.to };
    const begun = concerned.filter(([id]) => id !== row.actorId && !told.has(id));
    return [
      ...takenBack(ended),
      ...[...new Map(begun.reverse())].map(([recipientId, reason]) => ({
        change: 'ADDED' as const,
        recipientId,
        reason,
        certainty: this.isTold(row.actorId, recipientId, moment),
      })),
    ];
  }

  private isTold(actorId: number, recipientId: number, moment: Moment): Certainty {
    return not(this.blocks.areBetween(actorId, recipientId, moment));
  }

  private knowing(activityId: number): Map<number, Told> {
    const told = this.told.get(activityId) ?? new Map<number, Told>();
    this.told.set(activityId, told);
    return told;
  }

  private fault(row: LogRow | null, text: string): void {
    this.faults.push({ text, sequence: row?.sequence ?? 0 });
  }
}

const mentionedIn = (ids: readonly number[]) => ids.map((id) => [id, 'MENTION'] as const);

/** Whom a new act concerns, and why; the first reason counts. */
function concernedBy(
  { activityType, subjectProfileId }: LogRow,
  { mentions }: Deed,
  comment: CommentFacts | null,
): (readonly [number, Reason])[] {
  if (activityType === 'FOLLOW') return [[subjectProfileId ?? 0, 'FOLLOW']];
  if (activityType === 'FAVORITE') return comment ? [[comment.authorId, 'FAVORITE']] : [];
  const parent = comment?.parent;
  return [...(parent ? [[parent.authorId, 'REPLY'] as const] : []), ...mentionedIn(mentions)];
}

const takenBack = (told: readonly (readonly [number, Told])[]): Expected[] =>
  told.map(([recipientId, { reason }]) => ({
    ...{ change: 'RETRACTED', certainty: 'ALWAYS' },
    ...{ recipientId, reason },
  }));
