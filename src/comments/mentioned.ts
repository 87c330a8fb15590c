import { blocksBetween } from '../blocks/block.queries';
import type { Queryable } from '../database/statement';
import { refuse } from '../errors';
import type { Mentions } from '../notifications/addressees';
import { profileIdsByKeys } from '../profiles/profile.queries';
import { mentionsIn } from './mention-reader';
import type { Words } from './comment.entity';

/** The people of those names, in their order; a name that nobody has mentions nobody. */
export async function peopleMentioned(on: Queryable, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return [];
  const ids = await profileIdsByKeys(on, keys);
  return idsOf(keys, ids);
}

/**
 * Whom a comment mentions after an edit, and whom it did not before.
 * @param keys the names that its new words mention
 */
export async function mentionsAfter(
  on: Queryable,
  before: Words,
  keys: readonly string[],
): Promise<Mentions> {
  if (keys.length === 0) return { all: [], fresh: [] };
  const earlier = new Set(mentionsIn(before));
  const ids = await profileIdsByKeys(on, keys);
  const fresh = keys.filter((key) => !earlier.has(key));
  return { all: idsOf(keys, ids), fresh: idsOf(fresh, ids) };
}

/** Each once: a profile into which another was merged has several names. */
const idsOf = (keys: readonly string[], ids: ReadonlyMap<string, number>): number[] => [
  ...new Set(keys.flatMap((key) => ids.get(key) ?? [])),
];

/** @throws Refusal when one of them blocks the author */
export async function refuseBlockedMentions(
  on: Queryable,
  authorId: number,
  mentioned: readonly number[],
): Promise<void> {
  if (mentioned.length === 0) return;
  if ((await blocksBetween(on, mentioned, [authorId])).length > 0)
    throw refuse('body', 'FORBIDDEN', 'The comment mentions somebody who blocks you.');
}
