import { blocksBetween } from '../blocks/block.queries';
import type { Queryable } from '../database/statement';
import { deletedAmong } from '../profiles/profile.queries';
import type { NotificationReason } from './notification.entity';
import type { Notice } from './notifying.queries';

/** Somebody whom an act concerns, and why. */
export interface Addressee {
  readonly profileId: number;
  readonly reason: NotificationReason;
}

/** Whom an edited comment mentions, in the order of its words. */
export interface Mentions {
  readonly all: readonly number[];
  /** Those whom its words did not mention before. */
  readonly fresh: readonly number[];
}

/** So many people are told that a comment mentions them; whomever it mentions beyond them is not. */
export const MAX_MENTIONS = 20;

/** People that a comment mentions, as addressees. */
export const mentioned = (profileIds: readonly number[]): Addressee[] =>
  profileIds.slice(0, MAX_MENTIONS).map((profileId) => ({ profileId, reason: 'MENTION' as const }));

/**
 * Whom an act is told: each once, by the first of the reasons given. Never the actor, and nobody who blocks them or whom
 * they block, nor a profile whose account was deleted.
 */
export async function toldOf(
  on: Queryable,
  actorId: number,
  addressees: readonly Addressee[],
): Promise<Addressee[]> {
  const told = new Map<number, Addressee>();
  for (const addressee of addressees)
    if (addressee.profileId !== actorId && !told.has(addressee.profileId))
      told.set(addressee.profileId, addressee);
  if (told.size === 0) return [];
  for (const id of await deletedAmong(on, [...told.keys()])) told.delete(id);
  const people = [actorId, ...told.keys()];
  for (const { blockerId, blockedId } of await blocksBetween(on, people, people))
    if (blockerId === actorId) told.delete(blockedId);
    else if (blockedId === actorId) told.delete(blockerId);
  return [...told.values()];
}

/** What an edit changes about who is told of a comment. */
export function changesBy(
  { all, fresh }: Mentions,
  notices: readonly Notice[],
): { ended: Notice[]; begun: Addressee[] } {
  const mentions = notices.filter((notice) => notice.reason === 'MENTION');
  const ended = mentions.filter((notice) => !all.includes(notice.recipientId));
  const kept = notices.filter((notice) => !ended.includes(notice));
  const isTold = (profileId: number) => kept.some((notice) => notice.recipientId === profileId);
  const room = MAX_MENTIONS - (mentions.length - ended.length);
  const begun = mentioned(fresh.filter((profileId) => !isTold(profileId)));
  return { ended, begun: begun.slice(0, room) };
}
