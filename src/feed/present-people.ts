import type { Queryable } from '../database/statement';
import { unauthenticated } from '../errors';
import { deletedAmong } from '../profiles/profile.queries';
import { redirectsOf } from '../profiles/profile-redirect.queries';
import type { PendingEntry } from './log-rows';

/** Entries with everybody as they are now: a unit on Postgres may have read of a profile that was merged since. */
export async function withPresentPeople(
  on: Queryable,
  entries: readonly PendingEntry[],
): Promise<readonly PendingEntry[]> {
  const redirects = await redirectsOf(on, [...new Set(entries.flatMap(peopleIn))]);
  if (redirects.length === 0) return entries;
  const targets = new Map(redirects.map(({ id, profileId }) => [id, profileId]));
  const present = (id: number): number => targets.get(id) ?? id;
  return entries.map(({ activity, notice, ...entry }) => ({
    ...entry,
    activity: {
      ...activity,
      actorId: present(activity.actorId),
      subjectProfileId: activity.subjectProfileId && present(activity.subjectProfileId),
    },
    ...(notice && { notice: { ...notice, recipientId: present(notice.recipientId) } }),
  }));
}

/**
 * Whoever has deleted their account acts no longer, though they asked before they did.
 * @throws DomainError UNAUTHENTICATED
 */
export async function refuseActsOfDeleted(
  on: Queryable,
  entries: readonly PendingEntry[],
): Promise<void> {
  const acts = entries.filter(({ isAct }) => isAct);
  if (acts.length === 0) return;
  const actors = [...new Set(acts.map(({ activity }) => activity.actorId))];
  if ((await deletedAmong(on, actors)).size > 0) throw unauthenticated();
}

const peopleIn = ({ activity, notice }: PendingEntry): number[] =>
  [activity.actorId, activity.subjectProfileId, notice?.recipientId].flatMap((id) => id ?? []);
